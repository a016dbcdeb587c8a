"""Sentences for the last steps before sending."""

from flows.features.declarations import replies as r
from flows.model.audio import rounded
from flows.text.catalogue import Catalogue
from flows.text.reply_texts import Texts


def ai_use(say: Catalogue, reply: r.AskAiUse) -> str:
    """Whether AI tools were used."""
    asked = say.phrase("ai-use", explain=reply.explain)
    return f"{asked}\n\n{say.phrase('ai-use-written')}" if reply.written else asked


def ai_tool(say: Catalogue, reply: r.AskAiTool) -> str:
    """Which AI tool was used."""
    return say.phrase("ai-tool-sentence", stated=reply.stated) if reply.stated else say.phrase("ai-tool")


def ai_link(say: Catalogue, reply: r.AskAiLink) -> str:
    """The link to the AI chat."""
    if reply.problem is r.LinkProblem.front_page:
        return say.phrase("ai-link-front-page")
    return say.phrase("ai-link-wrong" if reply.problem else "ai-link")


def declaration(say: Catalogue, reply: r.AskDeclaration) -> str:
    """One declaration."""
    said = [say.phrase("declaration", number=reply.number, of=reply.of, text=reply.declaration.text)]
    if reply.number == 1 and reply.issuer.carrier == "worker":
        said.insert(0, say.phrase("declaration-by-hand", issuer=reply.issuer.short))
    if reply.again:
        said.insert(0, say.phrase("declaration-again"))
    if reply.kept:
        kept = "\n".join(say.phrase("declaration-kept-line", words=words) for words in reply.kept)
        said.append(f"{say.phrase('declaration-kept')}\n{kept}")
    return "\n\n".join(said)


def final(say: Catalogue, reply: r.FinalCheck) -> str:
    """What goes to whom, who sends it, and who can read it."""
    carrier = reply.issuer.carrier
    said = [say.phrase("final-head", carrier=carrier), _goes(say, reply)]
    if reply.recordings:
        answers = ", ".join(str(number) for number, _ in reply.recordings)
        count = sum(count for _, count in reply.recordings)
        said.append(say.phrase("final-recordings", count=count, many=len(reply.recordings), answers=answers))
    said.append(say.phrase("final-end", carrier=carrier))
    if reply.too_long:
        said.append(say.phrase("paste-too-long", words=reply.too_long.words, limit=reply.too_long.limit))
    return "\n\n".join(said)


def _goes(say: Catalogue, reply: r.FinalCheck) -> str:
    title, issuer, carrier = reply.badge.title, reply.issuer.name, reply.issuer.carrier
    if reply.held and not reply.badge.questions:
        return say.phrase(
            "final-badges",
            title=title,
            issuer=issuer,
            held=reply.held.held,
            carrier=carrier,
            visibility=reply.badge.visibility,
        )
    key = "final" if reply.badge.questions else "final-no-words"
    counted = ("final-about", rounded(reply.total)) if reply.about else ("final-words", reply.total)
    words = say.plain(counted[0], total=counted[1])
    return say.phrase(
        key,
        title=title,
        issuer=issuer,
        words=words,
        links=reply.links,
        carrier=carrier,
        visibility=reply.badge.visibility,
    )


def too_heavy(say: Catalogue, reply: r.TooHeavyToSend) -> str:
    """The recordings are too large for the issuer's mailbox."""
    return say.phrase("too-heavy", weighs=reply.weighs, takes=reply.takes, issuer=reply.issuer.short)


def add_to(texts: Texts) -> None:
    """Says every reply of the last steps before sending."""
    texts.add(r.AskAiUse, ai_use)
    texts.add(r.AskAiTool, ai_tool)
    texts.add(r.AskAiLink, ai_link)
    texts.add(r.AskDeclaration, declaration)
    texts.add(r.FinalCheck, final)
    texts.add(r.TooHeavyToSend, too_heavy)
