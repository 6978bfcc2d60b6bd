"""The errors a person can act on: a code and facts; the words stand in resources/words."""


class PersonFacing(Exception):
    """Something a clerk can act on.

    `code` names the sentence in resources/words (for example "storage.wrong_pass_phrase");
    `facts` fill its placeholders. Never holds personal data beyond what the sentence shows.
    """

    def __init__(self, code: str, **facts: object) -> None:
        """Keep the code and the facts; the message is only for our own logs."""
        super().__init__(code, facts)
        self.code = code
        self.facts = facts
