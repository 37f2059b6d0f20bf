using System.Text.RegularExpressions;
using Reelsight.Analysis.Prompts;

namespace Reelsight.Analysis.Agent;

/// <summary>A question about a store, read.</summary>
/// <param name="Kind">What is asked of the store.</param>
/// <param name="ItemPlan">What is asked of its items, and how the answer shall look.</param>
/// <param name="IsCountOnly">Whether only their number is asked for.</param>
/// <param name="ImagesOnly">Whether it is about pictures alone (true) or videos alone (false); null for both.</param>
internal sealed record StoreQuestionPlan(StoreQuestionKind Kind, PromptPlan ItemPlan, bool IsCountOnly, bool? ImagesOnly);
