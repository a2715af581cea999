"""How well what is pledged fits a statement of unit requirement, line by line. Pure: no Django, no clock."""
