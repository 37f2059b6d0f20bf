using Reelsight.Analysis.Facts;

namespace Reelsight.Analysis.Answers;

/// <summary>
/// One statement of an answer with the facts that support it. A statement without facts says what is not known, was not found, or how
/// the answer was made.
/// </summary>
/// <param name="Text">The sentence; for JSON the path of the value, such as <c>$.events[0].label</c>.</param>
/// <param name="Facts">What supports it.</param>
public sealed record Claim(string Text, IReadOnlyList<Fact> Facts);
