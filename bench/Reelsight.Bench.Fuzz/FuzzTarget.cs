namespace Reelsight.Bench.Fuzz;

/// <summary>A parser of ours, inputs that it accepts, and the errors with which it may refuse others.</summary>
/// <param name="Name">How it is asked for.</param>
/// <param name="Seeds">Valid inputs; their mutations are what is tried.</param>
/// <param name="Parse">Reads one input as the product does, and what it found too, where a later step trusts it.</param>
/// <param name="Refusals">The documented errors; any other one is a finding.</param>
internal sealed record FuzzTarget(string Name, IReadOnlyList<byte[]> Seeds, Action<byte[]> Parse, params Type[] Refusals)
{
    /// <summary>Texts get their words exchanged too.</summary>
    public bool IsText { get; init; }

    /// <summary>
    /// Puts the checksums of a damaged input right again, so that half of the inputs come past them. Null for formats without any.
    /// </summary>
    public Action<byte[]>? Repair { get; init; }

    /// <summary>Whether an exception is one of the documented errors.</summary>
    public bool IsRefusal(Exception e) => Refusals.Any(type => type.IsInstanceOfType(e));
}
