"""A bare name of a circumstance that texts beside this one use for different things.

## What it finds
A condition with a name that this text does not declare, and that two or more other laws or treaties
declare with different wording, or that the laws of two states declare. Circumstances are known by who declares them and
by their words, not by their name.

## Why it matters
`unless grave` means one thing in the law of one state and another in that of its neighbour. Whoever reads the draft
with the wrong law in hand concludes the opposite.

## Example
```treaty
law Peace "Act on Peace" of Fiji {
  rank statute;
  in-force from 2020-01-01;
  circumstance grave "the Parliament of Fiji has declared a grave emergency";
  article 1 { Fiji shall not use-force unless grave; }
}
law Defence "Act on Defence" of Tonga {
  rank statute;
  in-force from 2020-01-01;
  circumstance grave "the King has called out the forces";
  article 1 { Tonga shall not use-force unless grave; }
}
treaty Pact "Treaty on Mutual Assistance" {
  party Fiji, Tonga;
  article "Assistance" as assistance {
    when armed-attack on any party
      each other party shall use-force if grave;  # error: ambiguous-name
  }
}
```

## Instead
```treaty
law Peace "Act on Peace" of Fiji {
  rank statute;
  in-force from 2020-01-01;
  circumstance grave "the Parliament of Fiji has declared a grave emergency";
  article 1 { Fiji shall not use-force unless grave; }
}
law Defence "Act on Defence" of Tonga {
  rank statute;
  in-force from 2020-01-01;
  circumstance grave "the King has called out the forces";
  article 1 { Tonga shall not use-force unless grave; }
}
treaty Pact "Treaty on Mutual Assistance" {
  party Fiji, Tonga;
  article "Assistance" as assistance {
    when armed-attack on any party
      each other party shall use-force if @Peace.grave;
  }
}
```

## Authority
VCLT Article 31(4): a special meaning is given to a term only where it is established that the parties so intended.
"""

from __future__ import annotations

from treatylang.findings import Severity

SEVERITY = Severity.ERROR
