"""A name where a place should stand that is neither an area, a region nor a state.

## What it finds
A bare name in the definition of an area or group, or after `in`, that is neither defined in the draft nor a region or
place of the vocabulary nor a state.

## Why it matters
Scope decides most conflicts: a duty in a place that does not exist is owed nowhere.

## Example
```treaty
treaty Pact "Treaty on Mutual Assistance" {
  party Japan, Australia;
  area TreatyArea "the Treaty Area" = territory of parties plus approaches-of-nowhere;  # error: undefined-area
}
```

## Instead
```treaty
treaty Pact "Treaty on Mutual Assistance" {
  party Japan, Australia;
  area Approaches "the maritime approaches" = belt of 200 nm around territory of parties;
  area TreatyArea "the Treaty Area" = territory of parties plus Approaches;
}
```

## Authority
VCLT Article 29: a treaty binds each party in respect of its entire territory unless a different intention appears; any
other scope has to be said.
"""

from treatylang.findings import Category, Severity

SEVERITY = Severity.ERROR
CATEGORY = Category.SCOPE
