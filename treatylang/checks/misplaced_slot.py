"""A prepositional phrase that its event or act cannot have.

## What it finds
A slot after an event (`armed-attack against …`) where the vocabulary does not say that the event takes it.
Words after an act whose preposition cannot say anything of them (`assist within armed-attack`, `consult after Japan`).
The state that acts, if it is named after `by`.
What binds nobody where somebody has to be named (`vessels shall consult`), what counts as something that it cannot be
(`vessels of any party counts as territory of that party`), and a quorum that is not a number of members.

## Why it matters
The phrase would be printed but decide nothing, so a reader would see a limit where there is none.

## Example
```treaty
treaty Pact "Treaty on Mutual Assistance" {
  party Japan, Australia;
  article "Assistance" {
    when armed-attack against any party  # error: misplaced-slot
      the parties shall assist each other;
  }
}
```

## Instead
```treaty
treaty Pact "Treaty on Mutual Assistance" {
  party Japan, Australia;
  article "Assistance" {
    when armed-attack on any party
      the parties shall assist each other;
  }
}
```

## Authority
None in law: the vocabulary declares which slots a word takes.
"""

from treatylang.findings import Severity

SEVERITY = Severity.ERROR
