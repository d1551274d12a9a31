"""Functions that other programs have added to ODK's, by name, to tell an author whose they are.

Sources: the function references of the Community Health Toolkit, SurveyCTO, CommCare and
OpenClinica. A name that ODK also has is not listed.
"""

_CHT = "CHT (Community Health Toolkit)"
_VENDORS = {
    _CHT: "add-date difference-in-months parse-timestamp-to-date to-bikram-sambat z-score",
    "SurveyCTO": "count-if de-duplicate device-info duration enum-id format-number geo-scatter"
    " hash index item-at item-index item-present join-if linebreak max-if min-if"
    " number-of-words phone-call-duration phone-call-log rank-index rank-index-if rank-value"
    " relevant short-geopoint sum-if",
    "CommCare": "cond date-diff distinct-values here index-of json-property sleep sort sort-by"
    " sort-values unescape-xml upper-case lower-case user-info userinfo",
    "OpenClinica": "comment-status",
}
_PREFIXES = {"cht": _CHT, "cc": "CommCare", "scto": "SurveyCTO", "oc": "OpenClinica"}
_OWNERS = {name: vendor for vendor, names in _VENDORS.items() for name in names.split()}


def vendor_of(name: str) -> str | None:
    """Who has added a function; None if nobody is known to have."""
    prefix, _colon, _rest = name.rpartition(":")
    return _PREFIXES.get(prefix) or _OWNERS.get(name)
