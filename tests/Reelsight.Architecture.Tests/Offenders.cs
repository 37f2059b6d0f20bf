namespace Reelsight.Architecture.Tests;

/// <summary>Asserts that a rule has no offender, and lists all of them, so that one run shows the whole work.</summary>
internal static class Offenders
{
    public static void AssertNone(IEnumerable<string> offenders)
    {
        var found = offenders.ToList();
        Assert.True(found.Count == 0, $"{found.Count} offenders:\n{string.Join('\n', found)}");
    }
}
