"""The final clauses of English treaties: the word of each line, and its forms, of which the fullest is taken.

Gaps stand in braces, optional pieces in square brackets; ``{#word}`` asks that the line has that word, and prints
nothing.
"""

from treatylang.documents.filling import table

CLAUSES = table("""
adoption
  - This Treaty[ was adopted {by}][ at {at}][ on {on_day}].
depositary
  - The Government of {what} is hereby designated as the Depositary of this Treaty.
  - {organ} is hereby designated as the Depositary of this Treaty.
participation
  - Participation in this Treaty shall be open to {to}[ {after}].
signature
  - This Treaty shall be open for signature by {to}[ at {at}][ from {from_day}][ until {until_day}].
  - This Treaty shall be open for signature[ at {at}][ from {from_day}][ until {until_day}].
full-powers
  - {#required}Full powers shall be produced by any person who signs this Treaty on behalf of a State.
  - {#dispensed}No full powers shall be required for the signature of this Treaty.
ratification
  - This Treaty shall be subject to ratification by the signatories. The instruments of ratification shall be
    deposited with {with}.
  - This Treaty shall be subject to ratification, acceptance or approval by {by}.
  - This Treaty shall be subject to ratification by the signatories.
accession
  - {#nobody}This Treaty shall not be open to accession.
  - This Treaty shall be open to accession by {to}[ {after}][ {by}][ {with}].
  - This Treaty shall be open to accession.
provisional-application
  - {of} shall be applied provisionally[ from {on}][ from {from_day}].
  - This Treaty shall be applied provisionally[ from {on}][ from {from_day}].
reservations
  - {#prohibited}No reservation may be made to {to}.
  - {#prohibited}No reservations may be made to this Treaty.
  - {#permitted}Reservations may be made to {to}[ upon {on}].
  - {#permitted}Reservations may be made to this Treaty[ upon {on}].
declarations
  - {#permitted}A Party may, upon {on}, make a declaration concerning {to}.
  - {#permitted}A Party may make a declaration concerning {to}.
  - {#permitted}A Party may[, upon {on},] make a declaration concerning this Treaty.
  - {#required}Each Party shall[, upon {on},] make a declaration concerning {to}.
  - {#required}Each Party shall[, upon {on},] make a declaration concerning this Treaty.
  - {#prohibited}No declaration may be made concerning {to}.
  - {#prohibited}No declarations may be made concerning this Treaty.
entry-into-force
  - This Treaty shall enter into force {what} after {after_deposit}[, including {those_including}].
  - This Treaty shall enter into force on the date of {on_deposit}[, including {those_including}].
  - This Treaty shall enter into force {what} after its {after_event}[ {by}][, including {including}].
  - This Treaty shall enter into force on the date of its {on_event}[ {by}][, including {including}].
  - This Treaty shall enter into force upon {on_exchange}[ at {at}].
  - For {for_later} thereafter, this Treaty shall enter into force {what} after the {after_event} of its
    instrument.
  - For {for_later} thereafter, this Treaty shall enter into force on the {on_event} of its instrument.
  - This Treaty shall enter into force on {on_day}.
  - This Treaty shall enter into force upon {on}.
territorial-application
  - As regards {of}, this Treaty shall apply to {to}[, including {including}][, except {except}][, from
    {from_day}][, until {until_day}].
  - As regards {of}, this Treaty shall also apply to {including}[, except {except}][, from {from_day}][, until
    {until_day}].
  - As regards {of}, this Treaty shall not apply to {except}[, from {from_day}][, until {until_day}].
  - This Treaty shall apply to {to}[, including {including}][, except {except},][ from {from_day}][ on
    {notice_given}][ on {notice}].
relation
  - Nothing in this Treaty shall affect the rights and obligations of the Parties under {to}.
disputes
  - Any dispute concerning the interpretation or application of this Treaty shall be settled {by}. A dispute that
    has not been so settled within {within} shall be submitted to {then}[ {conditions}].
  - Any dispute concerning the interpretation or application of this Treaty shall be settled {by}[ within
    {within}][, failing which it shall be submitted to {then}][, {conditions}].
  - Any dispute concerning the interpretation or application of this Treaty shall be submitted to {to}[,
    {conditions}].
amendment
  - This Treaty may be amended {by}. An amendment shall bind only {for} that have accepted it{#accepting}.
  - This Treaty may be amended {by}[ {after}].
duration
  - {#indefinite}This Treaty shall remain in force indefinitely.
  - This Treaty shall remain in force for {what}{#renewed} and shall be renewed {indefinitely}[, {conditions}].
  - This Treaty shall remain in force for {what}{#renewed}. It shall be renewed for successive periods of {for}
    unless a Party gives notice of termination at least {unless_notice} before the expiry of the period then
    current.
  - This Treaty shall remain in force for {what}{#renewed} and shall be renewed for successive periods of {for}[,
    {conditions}].
  - This Treaty shall remain in force for {what}[, {conditions}].
  - This Treaty shall remain in force {conditions}.
withdrawal
  - After this Treaty has been in force for {after_time}, any Party may withdraw from it by giving
    {notice} {to_whom}.
  - Any Party may withdraw from this Treaty[ {after}] by giving {notice} {to_whom}.
  - After this Treaty has been in force for {after_time}, any Party may withdraw from it by giving
    {notice} to the Depositary{#deposited}.
  - After this Treaty has been in force for {after_time}, any Party may withdraw from it by giving
    {notice}.
  - Any Party may withdraw from {from} by giving {notice}.
  - Any Party may withdraw from this Treaty[ {after}] by giving {notice}.
  - {#prohibited}No Party may withdraw from this Treaty.
  - Any Party may withdraw from this Treaty[ {after}].
suspension
  - The operation of this Treaty may be suspended {by}[ {conditions}].
  - The operation of this Treaty may be suspended[ {conditions}].
termination
  - After this Treaty has been in force for {after_time}, it may be terminated [{by} ]by giving
    {notice}[ {to_whom}].
  - This Treaty may be terminated [{by}][ {after}] by giving {notice} {to_whom}.
  - This Treaty may be terminated [{by}][ {after}][ by giving {notice}].
  - This Treaty shall terminate [{conditions}].
correction
  - Errors in the text of this Treaty shall be corrected {by}[ within {within}].
registration
  - This Treaty shall be registered with the Secretariat of the United Nations in accordance with Article {number}
    of the Charter of the United Nations.
authentic
  - {#single}The {languages} text of this Treaty is authentic.
  - The {languages} texts of this Treaty are equally authentic.
annexes
  - {#integral}The annexes form an integral part of this Treaty.
  - {#informative}The annexes do not form part of this Treaty.
""")
