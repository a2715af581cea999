"""Personal values beside the chain: altered and removed ones are found, erased ones are counted."""

from hypothesis import given
from hypothesis import strategies as st

from muster.audit.personal_rules import (
    ERASED_PERSONAL,
    KeptValue,
    PersonalCheck,
    named_digests,
    personal_digest,
)


def kept(value: str, salt: str = "salt", subject: str = "person 1") -> KeptValue:
    """Return a value as it is kept."""
    return KeptValue(personal_digest(salt, subject, value), salt, subject, value)


def marker(value: KeptValue) -> dict[str, str]:
    """Return what an event says for the value."""
    return {"personal": value.digest}


def check(*values: KeptValue) -> PersonalCheck:
    """Return a check that has read one event that names the values."""
    found = PersonalCheck()
    found.take(3, {}, {str(number): marker(value) for number, value in enumerate(values)})
    return found


@given(st.text(), st.text(), st.text(), st.text(), st.text(), st.text())
def test_salt_subject_and_value_cannot_be_shifted_into_one_another(
    salt: str, subject: str, value: str, other_salt: str, other_subject: str, other: str
) -> None:
    same = (salt, subject, value) == (other_salt, other_subject, other)
    digests_agree = personal_digest(salt, subject, value) == personal_digest(other_salt, other_subject, other)
    assert digests_agree == same


def test_values_as_they_were_find_nothing() -> None:
    value = kept("Name")
    assert check(value).outcome([value]) == ([], 0)


def test_an_altered_value_salt_or_subject_is_found_at_its_event() -> None:
    value = kept("Name")
    for altered in (
        KeptValue(value.digest, value.salt, value.subject, "Other"),
        KeptValue(value.digest, "other", value.subject, value.value),
        KeptValue(value.digest, value.salt, "person 2", value.value),
    ):
        findings, erased = check(value).outcome([altered])
        assert [str(one) for one in findings] == [
            f"a personal value of {altered.subject}, named by event 3, was altered"
        ]
        assert erased == 0


def test_an_erased_value_is_counted_and_no_finding() -> None:
    value = kept("Name")
    read = check(value)
    read.take(4, {}, {ERASED_PERSONAL: [value.digest]})
    assert read.outcome([]) == ([], 1)


def test_a_value_removed_without_an_erasure_is_found() -> None:
    value = kept("Name")
    findings, erased = check(value).outcome([])
    assert [str(one) for one in findings] == [
        "a personal value named by event 3 was removed, and no event says that it was erased"
    ]
    assert erased == 0


def test_a_value_that_no_event_names_is_found() -> None:
    findings, _ = check().outcome([kept("Name")])
    assert [str(one) for one in findings] == ["a personal value of person 1 is named by no event"]


def test_what_was_written_meanwhile_accuses_nobody() -> None:
    old, new = kept("Old"), kept("New")
    read = check(old)
    read.take_later({}, {"name": marker(new), ERASED_PERSONAL: [old.digest]})
    assert read.outcome([new]) == ([], 1)


@given(st.recursive(st.text() | st.integers(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)))
def test_markers_are_found_anywhere_and_nothing_else_is_one(content: object) -> None:
    value = kept("Name")
    nested = {"a": [content, {"b": marker(value)}]}
    assert value.digest in list(named_digests(nested))
    assert list(named_digests({"personal": value.digest, "more": 1})) == []
