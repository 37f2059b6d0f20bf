using System.Text.RegularExpressions;
using Reelsight.Analysis.Prompts;

namespace Reelsight.Analysis.Agent;

/// <summary>Parses questions about a store: what they ask of the store as a whole, and the rest as a prompt about each item.</summary>
internal sealed partial class StoreQuestionParser(PromptParser promptParser, EvidenceQueryParser queryParser)
{
    public StoreQuestionPlan Parse(string text)
    {
        var plain = Nouns().Replace(text, " video ");
        var prompt = promptParser.Parse(plain);
        var asked = queryParser.Parse(Nouns().Replace(text, " "));
        var names = asked.Objects.Count > 0 || asked.Words.Count > 0 || asked.QuotedPhrases.Count > 0 || asked.Actions.Count > 0;
        var kind = Items().IsMatch(text)
            ? names
                ? StoreQuestionKind.WhichItems
                : StoreQuestionKind.Inventory
            : names && Where().IsMatch(text)
                ? StoreQuestionKind.WhichItems
                : StoreQuestionKind.EachItem;
        var (images, videos) = (Images().IsMatch(text), Videos().IsMatch(text));
        return new StoreQuestionPlan(
            kind,
            kind == StoreQuestionKind.WhichItems ? ReplaceIntent(prompt, asked) : prompt,
            PromptParser.ParseWindow(WhitespaceNormalizer.Normalize(text)),
            Number().IsMatch(text),
            images == videos ? null : images
        );
    }

    // What is said is quoted; of anything else it is told when.
    private static PromptPlan ReplaceIntent(PromptPlan prompt, EvidenceQuery asked) =>
        prompt with
        {
            Intents = [new PromptIntent(asked.Actions.Contains(QueryAction.Speech) ? IntentKind.Speech : IntentKind.When, asked)],
        };

    [GeneratedRegex(@"(?i)\b(?:(?:knowledge )?store|library|videos?|items?|clips?|files?|images?|pictures?|photos?|assets?|footage)\b")]
    private static partial Regex Nouns();

    [GeneratedRegex(
        @"(?i)^\W*(?:please )?(?:(?:can|could) you )?(?:list|name|show(?: me)?|find(?: me)?|enumerate|which|what|how many|in (?:which"
            + @"|what|how many))(?: are)?(?: all)?(?: of)?(?: the| my| your| these| those)? (?:videos?|items?|clips?|files?|images?"
            + @"|pictures?|photos?|assets?|footage)\b"
    )]
    private static partial Regex Items();

    [GeneratedRegex(@"(?i)\bhow many\b|\bnumber of\b")]
    private static partial Regex Number();

    [GeneratedRegex(@"(?i)\b(?:videos|clips|footage)\b|\b(?:which|what) (?:video|clip)\b")]
    private static partial Regex Videos();

    [GeneratedRegex(@"(?i)\b(?:images|pictures|photos)\b|\b(?:which|what) (?:image|picture|photo)\b")]
    private static partial Regex Images();

    [GeneratedRegex(
        @"(?i)^\W*(?:please )?(?:(?:can|could) you )?(?:where|find|search|look for|show me|locate)\b(?! (?:in the (?:picture|frame"
            + @"|image)|on (?:the )?screen))"
    )]
    private static partial Regex Where();
}
