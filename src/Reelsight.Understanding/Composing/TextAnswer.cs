using Reelsight.Understanding.Facts;

namespace Reelsight.Understanding.Composing;

/// <summary>
/// One statement of an answer with the facts that support it. A statement without facts says what is not known, was not found, or how
/// the answer was made.
/// </summary>
/// <param name="Text">The sentence; for JSON the path of the value, such as <c>$.events[0].label</c>.</param>
/// <param name="Facts">What supports it.</param>
public sealed record Claim(string Text, IReadOnlyList<Fact> Facts);

/// <summary>An answer and what it rests on.</summary>
/// <param name="Text">The whole answer.</param>
/// <param name="Claims">Its statements, in order.</param>
public sealed record TextAnswer(string Text, IReadOnlyList<Claim> Claims);

/// <summary>A chapter of a video; half-open seconds.</summary>
public sealed record Chapter(int Number, double StartSec, double EndSec, string Title, string Summary, IReadOnlyList<Claim> Claims);

/// <summary>A moment worth seeing; half-open seconds.</summary>
public sealed record Highlight(double StartSec, double EndSec, string Title, string Summary, IReadOnlyList<Claim> Claims);
