namespace Reelsight.Analysis.Answers;

/// <summary>An answer and what it rests on.</summary>
/// <param name="Text">The whole answer.</param>
/// <param name="Claims">Its statements, in order.</param>
public sealed record TextAnswer(string Text, IReadOnlyList<Claim> Claims);
