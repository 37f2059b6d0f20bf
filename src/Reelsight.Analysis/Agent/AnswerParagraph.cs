namespace Reelsight.Analysis.Agent;

/// <summary>A paragraph of the answer: statements about one item, or about all.</summary>
/// <param name="Heading">Stands before the first statement, or null.</param>
/// <param name="Statements">In order.</param>
/// <param name="IsOneStatementPerLine">Whether each has a line of its own.</param>
internal sealed record AnswerParagraph(string? Heading, IReadOnlyList<CitedStatement> Statements, bool IsOneStatementPerLine = false);
