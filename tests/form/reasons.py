"""The names of all differences from ODK's engines, each with its reason."""

REASONS = {
    "irrelevant answers": "Web Forms empties what becomes irrelevant and calls it valid. JavaRosa "
    "keeps it until submission, and so do we: it is there again when the question is.",
    "order of choices": "Web Forms sorts several choices as the list is sorted. JavaRosa keeps "
    "them in the order in which they were chosen, and so do we.",
    "dropped one step later": "A choice that the filter no longer offers is dropped by JavaRosa "
    "when the question is shown next, in these recordings after the step. We drop it at once.",
    "dropped for good": "Web Forms brings a dropped choice back when the filter offers it again. "
    "In JavaRosa it is gone, and so with us.",
    "times with an offset": "decimal-time() of Web Forms cannot read the times that Collect "
    "stores (10:30:00.000Z) and gives no number. JavaRosa can, and so can we.",
    "noise of the clock": "JavaRosa takes the time of day as the fraction of the days since 1970 "
    "and so loses five digits; open_hours is 4.999999999970896 instead of 5.",
    "exponents": "JavaRosa and JavaScript write 5.0E-4 and 1.9e-8 for very small and very large "
    "numbers. XPath 1.0, section 4.2, knows no exponents; the value is the same.",
    "almost nothing": "JavaRosa writes a number as whole when less than 1e-9 is behind the point, "
    "and so do we; Web Forms writes all of it.",
    "javarosa decides": "Web Forms alone shows something else; JavaRosa shows the same as we.",
    "steps broken off": "JavaRosa breaks off a step, half done, when an expression wants a date "
    "and finds something else, or several nodes where it wants one; Collect shows an error, and "
    "what depends on the answer stays as it was. We leave the date empty and take the first node, "
    "as XPath 1.0, section 4.2, has it.",
    "words that fail": "JavaRosa fails at an output in a label, such as a path to several nodes. "
    "We show the first of them, or nothing.",
    "choice names": "jr:choice-name() stays in the language, and with the outputs in the choice's "
    "words, in which JavaRosa calculated it last. With us it follows the language on screen, as "
    "with Web Forms.",
    "other instances": "An expression in a repeat may look up another instance of it: "
    "/data/person[id = current()/../mother]/name. When something changes there, JavaRosa "
    "calculates it in that instance only (TriggerableDag), in all others when the form is "
    "finished. We do it wherever it reads what has changed, as the specification has it.",
    "functions of XPath": "JavaRosa does not know floor() and ceiling(), and fails at a rule with "
    "them. To XPath 1.0, section 4.4, they are functions, and so they are to Web Forms and us.",
    "times of day": "In expressions and labels a time of day is to JavaRosa that moment on the "
    "day of today: a label shows “2026-06-15” for 09:15, and the answer is lost. To the ODK "
    "XForms specification, data types, a time is 09:15:00.000Z, which Web Forms and we show.",
    "blanks between outputs": "Where only blanks stand between two outputs, JavaRosa loses them "
    "(XmlTextConsolidator): “AnnaKunze”. XML 1.0, section 2.10, has a processor pass on all white "
    "space; so do Web Forms and we, and the author sees what was written.",
    "last digits": "Areas and lengths on the globe, of which the last digits depend on the order "
    "in which the machine adds.",
    "chance": "Random numbers, and whatever is calculated from them.",
    "edited calculations": "When a form is finished, JavaRosa answers every question once more "
    "and so calculates again what a person has typed over a calculation (FormDef.validate), "
    "though nothing that it reads has changed. What the person typed last would be lost; it stays "
    "with us, as with Web Forms.",
    "positions in predicates": "In [2], [last()] or [/data/n] JavaRosa chooses nothing, as only "
    "true counts there (EvaluationContext). To XPath 1.0, section 2.4, a number is a position, "
    "and so it is with Web Forms and us.",
    "stale after a drop": "When a filter takes back a choice, JavaRosa empties the answer and "
    "calculates nothing that depends on it (ItemsetBinding), until something else changes: a "
    "question about the village stays after the village is gone. We calculate at once, as the "
    "specification has it of calculate and relevant, and as Web Forms does.",
    "answers without a list": "A bind may call a question select1 that is asked as text. The "
    "driver looks for the answer among choices, of which there are none, and stores nothing. "
    "Collect stores what was typed (StringData), and so do we.",
    "nodes of a list": "JavaRosa takes nodes of the answers over which an itemset goes for a "
    "repeat (getRepeatableRefs), and the driver gives them numbers. Their values are the same.",
    "days before 1582": "Java counts days before 15 October 1582 by the Julian calendar. ISO 8601, "
    "section 3.2.1, has the Gregorian one for all days.",
    "characters beyond 16 bits": "JavaRosa cuts &#x1F600; down to its last 16 bits (KXmlParser) "
    "and shows another character. XML 1.0, section 4.1, has it the one with that number.",
}
