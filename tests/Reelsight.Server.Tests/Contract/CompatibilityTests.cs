using Reelsight.Server.Contract;
using Reelsight.TestSupport;

namespace Reelsight.Server.Tests.Contract;

/// <summary>The table that users read is the one that the list of operations makes.</summary>
public sealed class CompatibilityTests
{
    private const string Write = "REELSIGHT_WRITE_DOCS";

    [Fact]
    public void The_compatibility_table_is_the_one_that_the_list_makes()
    {
        var path = Path.Combine(RepositoryRoot.Path, "docs", "compatibility.md");
        var made = CompatibilityTable.Build(OperationList.Current);
        if (Environment.GetEnvironmentVariable(Write) == "1")
        {
            File.WriteAllText(path, made);
        }

        Assert.True(
            File.Exists(path) && File.ReadAllText(path) == made,
            $"docs/compatibility.md is out of date. Make it anew with {Write}=1 dotnet test "
                + $"tests/Reelsight.Server.Tests --filter Compatibility"
        );
    }
}
