using Reelsight.Core.Errors;

namespace Reelsight.Analysis.StructuredOutput;

/// <summary>
/// What the making of one JSON answer may cost, counted in steps: a value tried, or a value that a choice is compared with. Counted rather
/// than timed, so that the same request always ends the same way. A client that left ends the work, too.
/// </summary>
/// <param name="ct">Ends the work.</param>
internal sealed class AnswerBudget(CancellationToken ct = default)
{
    /// <summary>Most steps of an answer: more than ten times what the longest answer has tokens for.</summary>
    internal const int MaxSteps = 200_000;

    /// <summary>The steps spent.</summary>
    public int Steps { get; private set; }

    /// <summary>Whether lists should take no further entries, so that the rest of the answer can still be made.</summary>
    public bool IsShort => Steps > MaxSteps / 2;

    /// <summary>Counts steps before they are taken.</summary>
    /// <exception cref="DomainException">There are none left.</exception>
    public void Spend(int steps = 1)
    {
        ct.ThrowIfCancellationRequested();
        Steps += steps;
        if (Steps > MaxSteps)
        {
            throw DomainErrors.Invalid(
                $"The JSON schema asks for too much: its answer takes more than {MaxSteps} values tried. Nest fewer objects, or use fewer "
                    + "properties, choices and allowed values."
            );
        }
    }
}
