using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Reelsight.Analysis.Schemas;
using Reelsight.TestSupport;

namespace Reelsight.Analysis.Tests.Schemas;

/// <summary>
/// The cases of the public JSON-Schema-Test-Suite, in the edition that npm has. That is of draft 4: exclusive limits are rewritten as later
/// drafts have them. Schemas outside of the documented subset are refused, all others judge values as the suite does.
/// </summary>
public sealed class JsonSchemaSuiteTests
{
    private const int Judged = 102,
        Unsupported = 37;

    private static readonly string Folder = RepositoryRoot.Combine("tests", "reference", "json-schema");

    /// <summary>Why schemas are refused that have no unsupported keyword, and how many there are.</summary>
    private static readonly Dictionary<string, int> Refused = new()
    {
        ["$ref must have the form #/$defs/NAME"] = 7,
        ["format must be one of uuid, date-time, date, time"] = 5,
        ["must be a schema, which is a JSON object"] = 3, // a list of schemas for items, which later drafts call prefixItems
        ["an array needs items"] = 2,
        ["anyOf must stand alone"] = 1,
    };

    /// <summary>What later drafts judge otherwise: to them 1.0 is an integer.</summary>
    private const string Outdated = "a float is not an integer even without fractional part";

    [Fact]
    public async Task Schemas_of_the_subset_judge_values_as_the_public_suite_does_and_all_others_are_refused_with_a_reason()
    {
        await InstallAsync();
        var (judged, unsupported, wrong, refused) = (0, 0, new List<string>(), new List<string>());
        foreach (
            var file in Directory.EnumerateFiles(
                Path.Combine(Folder, "node_modules", "json-schema-test-suite", "tests", "draft4"),
                "*.json",
                SearchOption.AllDirectories
            )
        )
        {
            foreach (var group in JsonNode.Parse(await File.ReadAllTextAsync(file))!.AsArray().Select(g => g!.AsObject()))
            {
                SchemaNode schema;
                try
                {
                    schema = Parse(group["schema"]!.AsObject());
                }
                catch (SchemaException e) when (e.Unsupported)
                {
                    unsupported++;
                    continue;
                }
                catch (SchemaException e)
                {
                    refused.Add(e.Message);
                    continue;
                }
                foreach (var one in group["tests"]!.AsArray().Select(t => t!.AsObject()).Where(t => (string)t["description"]! != Outdated))
                {
                    judged++;
                    var error = SchemaValidator.Validate(one["data"], schema);
                    if (error is null != (bool)one["valid"]!)
                    {
                        wrong.Add($"{Path.GetFileName(file)}, {group["description"]}, {one["description"]}: {error ?? "accepted"}");
                    }
                }
            }
        }
        Assert.Empty(wrong);
        Assert.Equal((Judged, Unsupported), (judged, unsupported));
        Assert.All(Refused, reason =>
            Assert.Equal(reason.Value, refused.Count(message => message.Contains(reason.Key, StringComparison.Ordinal)))
        );
        Assert.Equal(Refused.Values.Sum(), refused.Count);
    }

    private static SchemaNode Parse(JsonObject schema)
    {
        foreach (var (limit, exclusive) in new[] { ("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum") })
        {
            if (schema[exclusive] is not JsonValue flag || flag.GetValueKind() != JsonValueKind.True)
            {
                continue;
            }

            schema[exclusive] = schema[limit]!.DeepClone();
            schema.Remove(limit);
        }
        return SchemaParser.Parse(JsonSerializer.SerializeToElement(schema), new SchemaParserOptions(false));
    }

    private static async Task InstallAsync()
    {
        if (Directory.Exists(Path.Combine(Folder, "node_modules", "json-schema-test-suite")))
        {
            return;
        }

        using var npm = Process.Start(
            new ProcessStartInfo("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
            {
                WorkingDirectory = Folder,
                RedirectStandardOutput = true,
            }
        )!;
        await npm.StandardOutput.ReadToEndAsync();
        await npm.WaitForExitAsync();
        Assert.Equal(0, npm.ExitCode);
    }
}
