using Reelsight.Analysis.Prompts;

namespace Reelsight.Analysis.Agent;

/// <summary>A parsed question about a store.</summary>
/// <param name="Kind">What is asked of the store.</param>
/// <param name="ItemPlan">What is asked of its items, and how the answer is to look.</param>
/// <param name="Window">The part of each video that is asked about; null for all of it.</param>
/// <param name="IsCountOnly">Whether only their number is asked for.</param>
/// <param name="ImagesOnly">Whether it is about images only (true) or videos only (false); null for both.</param>
internal sealed record StoreQuestionPlan(
    StoreQuestionKind Kind,
    PromptPlan ItemPlan,
    PromptWindow? Window,
    bool IsCountOnly,
    bool? ImagesOnly
);
