"""The final clauses of French treaties: the word of each line, and its forms, of which the fullest is taken.

Gaps stand in braces, optional pieces in square brackets; ``{#word}`` asks that the line has that word, and prints
nothing.
"""

from treatylang.documents.filling import table

CLAUSES = table("""
adoption
  - Le présent Traité a été adopté[ {by}][ à {at}][ {on_day}].
depositary
  - Le Gouvernement de {what} est désigné dépositaire du présent Traité.
  - {organ} est désigné dépositaire du présent Traité.
participation
  - La participation au présent Traité est ouverte à {to}[ {after}].
signature
  - Le présent Traité est ouvert à la signature de {to}[ à {at}][ de {from_day}][ à {until_day}].
  - Le présent Traité est ouvert à la signature[ à {at}][ de {from_day}][ à {until_day}].
full-powers
  - {#required}Toute personne qui signe le présent Traité au nom d’un État produit des pleins pouvoirs.
  - {#dispensed}La signature du présent Traité ne requiert pas de pleins pouvoirs.
ratification
  - Le présent Traité est soumis à la ratification des signataires. Les instruments de ratification sont déposés
    auprès de {with}.
  - Le présent Traité est soumis à la ratification, à l’acceptation ou à l’approbation {by}.
  - Le présent Traité est soumis à la ratification des signataires.
accession
  - {#nobody}Le présent Traité n’est pas ouvert à l’adhésion.
  - Le présent Traité est ouvert à l’adhésion de {to}[ {after}][ {by}][ {with}].
  - Le présent Traité est ouvert à l’adhésion.
provisional-application
  - L’application provisoire s’étend à {of}[ à compter de {on}][ à compter de {from_day}].
  - Le présent Traité s’applique à titre provisoire[ à compter de {on}][ à compter de {from_day}].
reservations
  - {#prohibited}Aucune réserve ne peut être formulée à l’égard de {to}.
  - {#prohibited}Le présent Traité n’admet aucune réserve.
  - {#permitted}Des réserves peuvent être formulées à l’égard de {to}[ lors de {on}].
  - {#permitted}Le présent Traité admet des réserves[ lors de {on}].
declarations
  - {#permitted}Toute Partie peut, lors de {on}, faire une déclaration concernant {to}.
  - {#permitted}Toute Partie peut faire une déclaration concernant {to}.
  - {#permitted}Toute Partie peut[, lors de {on},] faire une déclaration concernant le présent Traité.
  - {#required}Chaque Partie fait[, lors de {on},] une déclaration concernant {to}.
  - {#required}Chaque Partie fait[, lors de {on},] une déclaration concernant le présent Traité.
  - {#prohibited}Aucune déclaration ne peut être faite concernant {to}.
  - {#prohibited}Aucune déclaration ne peut être faite concernant le présent Traité.
entry-into-force
  - Le présent Traité entre en vigueur {what} après {after_deposit}[, y compris {those_including}].
  - Le présent Traité entre en vigueur à la date de {on_deposit}[, y compris {those_including}].
  - Le présent Traité entre en vigueur {what} après {after_noun}[ {by_whom}][, y compris {including}].
  - Le présent Traité entre en vigueur à la date de {on_noun}[ {by_whom}][, y compris {including}].
  - Le présent Traité entre en vigueur lors de {on_exchange}[ à {at}].
  - Pour {for_later}, le présent Traité entre en vigueur {what} après {after_noun} de son instrument.
  - Pour {for_later}, le présent Traité entre en vigueur à la date de {on_noun} de son instrument.
  - Le présent Traité entre en vigueur {on_day}.
  - Le présent Traité entre en vigueur lors de {on}.
territorial-application
  - En ce qui concerne {of}, le présent Traité s’applique à {to}[, y compris {including}][, à l’exception de
    {except}][, à compter de {from_day}][, jusqu’à {until_day}].
  - En ce qui concerne {of}, le présent Traité s’applique également à {including}[, à l’exception de {except}][,
    à compter de {from_day}][, jusqu’à {until_day}].
  - En ce qui concerne {of}, le présent Traité ne s’applique pas à {except}[, à compter de {from_day}][, jusqu’à
    {until_day}].
  - Le présent Traité s’applique à {to}[, y compris {including}][, à l’exception de {except},][ à compter de
    {from_day}][ moyennant {notice_given}][ moyennant {notice}].
relation
  - Le présent Traité est sans effet sur les droits et obligations des Parties découlant {of_to}.
disputes
  - Tout différend relatif à l’interprétation ou à l’application du présent Traité est réglé {by}. Le différend
    qui n’a pas été ainsi réglé dans un délai de {within} est soumis à {then}[ {conditions}].
  - Tout différend relatif à l’interprétation ou à l’application du présent Traité est réglé {by}[ dans un délai
    de {within}][, à défaut de quoi il est soumis à {then}][, {conditions}].
  - Tout différend relatif à l’interprétation ou à l’application du présent Traité est soumis à {to}[,
    {conditions}].
amendment
  - Le présent Traité peut être modifié {by}. L’amendement ne lie que {for} qui l’ont accepté{#accepting}.
  - Le présent Traité peut être modifié {by}[ {after}].
duration
  - {#indefinite}Le présent Traité est conclu pour une durée indéterminée.
  - Le présent Traité demeure en vigueur pendant {what}{#renewed} et est reconduit {indefinitely}[, {conditions}].
  - Le présent Traité demeure en vigueur pendant {what}{#renewed}. Il est reconduit pour des périodes successives
    de {for}, sauf dénonciation notifiée par une Partie {unless_notice} au moins avant l’expiration de la période
    en cours.
  - Le présent Traité demeure en vigueur pendant {what}{#renewed} et est reconduit pour des périodes successives
    de {for}[, {conditions}].
  - Le présent Traité demeure en vigueur pendant {what}[, {conditions}].
  - Le présent Traité demeure en vigueur {conditions}.
withdrawal
  - À l’expiration d’une période de {after_time} à compter de l’entrée en vigueur du présent Traité, toute Partie
    peut se retirer moyennant {notice} adressé {to_whom}.
  - Toute Partie peut se retirer du présent Traité[ {after}] moyennant {notice} adressé {to_whom}.
  - À l’expiration d’une période de {after_time} à compter de l’entrée en vigueur du présent Traité, toute Partie
    peut se retirer moyennant {notice} adressé au dépositaire{#deposited}.
  - À l’expiration d’une période de {after_time} à compter de l’entrée en vigueur du présent Traité, toute Partie
    peut se retirer moyennant {notice}.
  - Toute Partie peut se retirer de {from} moyennant {notice}.
  - Toute Partie peut se retirer du présent Traité[ {after}] moyennant {notice}.
  - {#prohibited}Aucune Partie ne peut se retirer du présent Traité.
  - Toute Partie peut se retirer du présent Traité[ {after}].
suspension
  - L’application du présent Traité peut être suspendue {by}[ {conditions}].
  - L’application du présent Traité peut être suspendue[ {conditions}].
termination
  - À l’expiration d’une période de {after_time} à compter de l’entrée en vigueur du présent Traité, il peut y
    être mis fin [{by} ]moyennant {notice}[ adressé {to_whom}].
  - Il peut être mis fin au présent Traité[ {by}][ {after}] moyennant {notice} adressé {to_whom}.
  - Il peut être mis fin au présent Traité[ {by}][ {after}][ moyennant {notice}].
  - Le présent Traité prend fin[ {conditions}].
correction
  - Les erreurs dans le texte du présent Traité sont corrigées {by}[ dans un délai de {within}].
registration
  - Le présent Traité est enregistré auprès du Secrétariat de l’Organisation des Nations Unies conformément à
    l’article {number} de la Charte des Nations Unies.
authentic
  - {#single}Le texte {languages} du présent Traité fait foi.
  - Les textes {languages} du présent Traité font également foi.
annexes
  - {#integral}Les annexes font partie intégrante du présent Traité.
  - {#informative}Les annexes ne font pas partie du présent Traité.
""")
