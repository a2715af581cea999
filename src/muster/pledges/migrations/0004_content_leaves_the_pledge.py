from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('pledges', '0003_content_becomes_first_version'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='pledge',
            name='pledge_has_strength',
        ),
        migrations.RemoveConstraint(
            model_name='pledge',
            name='women_within_the_pledged_strength',
        ),
        migrations.RemoveConstraint(
            model_name='pledge',
            name='shortest_tour_within_the_longest',
        ),
        migrations.RemoveConstraint(
            model_name='pledge',
            name='pledge_ends_after_it_begins',
        ),
        migrations.RemoveField(
            model_name='pledge',
            name='available_from',
        ),
        migrations.RemoveField(
            model_name='pledge',
            name='available_until',
        ),
        migrations.RemoveField(
            model_name='pledge',
            name='dwell_months',
        ),
        migrations.RemoveField(
            model_name='pledge',
            name='home_base',
        ),
        migrations.RemoveField(
            model_name='pledge',
            name='languages',
        ),
        migrations.RemoveField(
            model_name='pledge',
            name='note_verbale',
        ),
        migrations.RemoveField(
            model_name='pledge',
            name='note_verbale_on',
        ),
        migrations.RemoveField(
            model_name='pledge',
            name='notice_days',
        ),
        migrations.RemoveField(
            model_name='pledge',
            name='remarks',
        ),
        migrations.RemoveField(
            model_name='pledge',
            name='source',
        ),
        migrations.RemoveField(
            model_name='pledge',
            name='standing',
        ),
        migrations.RemoveField(
            model_name='pledge',
            name='stay_maximum_months',
        ),
        migrations.RemoveField(
            model_name='pledge',
            name='stay_minimum_months',
        ),
        migrations.RemoveField(
            model_name='pledge',
            name='strength',
        ),
        migrations.RemoveField(
            model_name='pledge',
            name='title',
        ),
        migrations.RemoveField(
            model_name='pledge',
            name='unit_type',
        ),
        migrations.RemoveField(
            model_name='pledge',
            name='women',
        ),
    ]
