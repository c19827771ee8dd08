"""What a carrier puts in place of a caller's number that is withheld."""

ANONYMOUS = "+266696687"

# Words, and the words Anonymous, Restricted (with the slip of Twilio's help page, too), Blocked,
# Unknown and Unavailable spelled on the keys of a phone. Sources: Twilio help, "Why am I getting
# calls from these strange numbers?"; requests seen in the field.
WITHHELD = frozenset(
    {
        ANONYMOUS,
        "+7378742833",
        "+7378742883",
        "+17378742833",
        "+2562533",
        "+8656696",
        "+86282452253",
        "+464",
        "anonymous",
        "restricted",
        "unavailable",
        "unknown",
        "",
    }
)
