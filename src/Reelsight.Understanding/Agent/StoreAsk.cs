using System.Text.RegularExpressions;
using Reelsight.Understanding.Reading;

namespace Reelsight.Understanding.Agent;

/// <summary>What is asked of a store as a whole.</summary>
internal enum StoreAskKind
{
    /// <summary>The same that could be asked of each item.</summary>
    EachItem,

    /// <summary>Which items there are.</summary>
    Inventory,

    /// <summary>Which items have something in them, and where.</summary>
    WhichItems,
}

/// <summary>A question about a store, read.</summary>
/// <param name="Kind">What is asked of the store.</param>
/// <param name="Prompt">What is asked of its items, and how the answer shall look.</param>
/// <param name="IsNumber">Whether only their number is asked for.</param>
/// <param name="Images">Whether it is about pictures alone (true) or videos alone (false); null for both.</param>
internal sealed record StoreAsk(StoreAskKind Kind, PromptReading Prompt, bool IsNumber, bool? Images);

/// <summary>
/// Reads questions about a store. What they say about items in general is theirs; the rest is read as a prompt about each.
/// </summary>
internal sealed partial class StoreAskReader(PromptReader prompts, SoughtReader sought)
{
    public StoreAsk Read(string text)
    {
        var plain = Nouns().Replace(text, " video ");
        var prompt = prompts.Read(plain);
        var asked = sought.Read(Nouns().Replace(text, " "));
        var names = asked.Things.Count > 0 || asked.Words.Count > 0 || asked.Quoted.Count > 0 || asked.Doings.Count > 0;
        var kind = Items().IsMatch(text)
            ? names
                ? StoreAskKind.WhichItems
                : StoreAskKind.Inventory
            : names && Where().IsMatch(text)
                ? StoreAskKind.WhichItems
                : StoreAskKind.EachItem;
        var (images, videos) = (Images().IsMatch(text), Videos().IsMatch(text));
        return new StoreAsk(
            kind,
            kind == StoreAskKind.WhichItems ? When(prompt, asked) : prompt,
            Number().IsMatch(text),
            images == videos ? null : images
        );
    }

    // What is said is quoted; of anything else it is told when.
    private static PromptReading When(PromptReading prompt, SoughtReading asked) =>
        prompt with
        {
            Asks = [new Ask(asked.Doings.Contains(Doing.Speaks) ? AskKind.Speech : AskKind.When, asked)],
        };

    [GeneratedRegex(@"(?i)\b(?:(?:knowledge )?store|library|videos?|items?|clips?|files?|images?|pictures?|photos?|assets?|footage)\b")]
    private static partial Regex Nouns();

    [GeneratedRegex(
        @"(?i)^\W*(?:please )?(?:(?:can|could) you )?(?:list|name|show(?: me)?|find(?: me)?|enumerate|which|what|how many|in (?:which|what|how many))(?: are)?(?: all)?(?: of)?(?: the| my| your| these| those)? (?:videos?|items?|clips?|files?|images?|pictures?|photos?|assets?|footage)\b"
    )]
    private static partial Regex Items();

    [GeneratedRegex(@"(?i)\bhow many\b|\bnumber of\b")]
    private static partial Regex Number();

    [GeneratedRegex(@"(?i)\b(?:videos|clips|footage)\b|\b(?:which|what) (?:video|clip)\b")]
    private static partial Regex Videos();

    [GeneratedRegex(@"(?i)\b(?:images|pictures|photos)\b|\b(?:which|what) (?:image|picture|photo)\b")]
    private static partial Regex Images();

    [GeneratedRegex(
        @"(?i)^\W*(?:please )?(?:(?:can|could) you )?(?:where|find|search|look for|show me|locate)\b(?! (?:in the (?:picture|frame|image)|on (?:the )?screen))"
    )]
    private static partial Regex Where();
}
