using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;
using Reelsight.Analysis.Schemas;

namespace Reelsight.Analysis.Tests.Schemas;

/// <summary>
/// JsonSchema.Net is the oracle: it judges schemas of every keyword in the subset, and values made to fit or to miss them, as our validator
/// does. Ours is
/// kept because it drives the filler, which needs a tree of positions and choices rather than a verdict.
/// </summary>
public sealed class JsonSchemaOracleTests
{
    private const int Schemas = 600,
        ValuesPerSchema = 12;

    private static readonly string[] Words = ["car", "bus", "a dog", "", "x1", "42"];
    private static readonly string[] PropertyNames = ["label", "count", "parts", "start"];
    private static readonly string[] Patterns = ["^[a-z]+$", "^x\\d$", "o"];

    private static readonly EvaluationOptions Strict = new() { RequireFormatValidation = true };

    [Fact]
    public void Our_validator_and_the_oracle_agree_on_generated_schemas_and_values()
    {
        var (valid, invalid, disagreements) = (0, 0, new List<string>());
        for (var seed = 0; seed < Schemas; seed++)
        {
            var random = new Random(seed);
            var definition = CreateSchema(random, depth: 0);
            definition["$defs"] = new JsonObject { ["leaf"] = CreateScalarSchema(random) };
            var ours = SchemaParser.Parse(JsonSerializer.SerializeToElement(definition), new SchemaParserOptions(false));
            var oracle = JsonSchema.FromText(definition.ToJsonString());
            for (var i = 0; i < ValuesPerSchema; i++)
            {
                var value = i % 3 == 0 ? CreateValue(random, depth: 0) : CreateFitting(random, definition, definition);
                var isValid = oracle.Evaluate(JsonSerializer.SerializeToElement(value), Strict).IsValid;
                var error = SchemaValidator.Validate(value, ours);
                (valid, invalid) = isValid ? (valid + 1, invalid) : (valid, invalid + 1);
                if (isValid != error is null)
                {
                    disagreements.Add($"{definition.ToJsonString()} and {value?.ToJsonString() ?? "null"}: {error ?? "accepted"}");
                }
            }
        }
        Assert.Empty(disagreements);
        Assert.True(valid > 1000 && invalid > 1000, $"Only {valid} valid and {invalid} invalid values were compared.");
    }

    private static JsonObject CreateSchema(Random random, int depth) =>
        (depth > 2 ? 0 : random.Next(7)) switch
        {
            1 or 2 => CreateObjectSchema(random, depth),
            3 => new JsonObject
            {
                ["type"] = "array",
                ["items"] = CreateSchema(random, depth + 1),
                ["minItems"] = random.Next(2),
            },
            4 => new JsonObject { ["anyOf"] = new JsonArray(CreateSchema(random, depth + 1), CreateSchema(random, depth + 1)) },
            5 when depth > 0 => new JsonObject { ["$ref"] = "#/$defs/leaf" },
            _ => CreateScalarSchema(random),
        };

    private static JsonObject CreateObjectSchema(Random random, int depth)
    {
        var names = PropertyNames.Take(1 + random.Next(PropertyNames.Length)).ToList();
        var properties = new JsonObject();
        foreach (var name in names)
        {
            properties[name] = CreateSchema(random, depth + 1);
        }
        return new JsonObject
        {
            ["type"] = "object",
            ["properties"] = properties,
            ["required"] = new JsonArray([.. names.Where(_ => random.Next(2) == 0).Select(name => (JsonNode)name)]),
        };
    }

    private static JsonObject CreateScalarSchema(Random random) =>
        random.Next(8) switch
        {
            0 => new JsonObject
            {
                ["type"] = "integer",
                ["minimum"] = 1,
                ["maximum"] = 5,
            },
            1 => new JsonObject
            {
                ["type"] = "number",
                ["exclusiveMinimum"] = 0,
                ["exclusiveMaximum"] = 2.5,
            },
            2 => new JsonObject { ["type"] = "string", ["pattern"] = Patterns[random.Next(Patterns.Length)] },
            3 => new JsonObject { ["type"] = "string", ["enum"] = new JsonArray("car", "bus", "42") },
            4 => new JsonObject { ["type"] = "boolean" },
            5 => new JsonObject { ["type"] = new JsonArray("string", "null") },
            6 => new JsonObject { ["const"] = "car" },
            _ => new JsonObject { ["type"] = "string", ["format"] = "uuid" },
        };

    // A value of any shape: it fits a schema seldom.
    private static JsonNode? CreateValue(Random random, int depth) =>
        random.Next(depth > 2 ? 6 : 8) switch
        {
            0 => null,
            1 => random.Next(2) == 0,
            2 => random.Next(-2, 8),
            3 => Math.Round(random.NextDouble() * 4 - 1, 2),
            4 => Guid.Empty.ToString(),
            5 => Words[random.Next(Words.Length)],
            6 => new JsonArray([.. Enumerable.Range(0, random.Next(4)).Select(_ => CreateValue(random, depth + 1))]),
            _ => new JsonObject(
                PropertyNames.Take(random.Next(5)).Select(name => KeyValuePair.Create(name, CreateValue(random, depth + 1)))
            ),
        };

    // A value of the shape that the schema asks for, in which a part is missed now and then.
    private static JsonNode? CreateFitting(Random random, JsonObject schema, JsonObject root)
    {
        if (random.Next(12) == 0)
        {
            return CreateValue(random, depth: 1);
        }
        if (schema["$ref"] is not null)
        {
            return CreateFitting(random, root["$defs"]!["leaf"]!.AsObject(), root);
        }
        if (schema["anyOf"] is JsonArray options)
        {
            return CreateFitting(random, options[random.Next(options.Count)]!.AsObject(), root);
        }
        if (schema["items"] is JsonObject items)
        {
            return new JsonArray([.. Enumerable.Range(0, random.Next(4)).Select(_ => CreateFitting(random, items, root))]);
        }
        if (schema["properties"] is JsonObject properties)
        {
            return new JsonObject(
                properties
                    .Where(_ => random.Next(6) != 0)
                    .Select(property => KeyValuePair.Create(property.Key, CreateFitting(random, property.Value!.AsObject(), root)))
            );
        }
        return schema switch
        {
            _ when schema.ContainsKey("maximum") => random.Next(7),
            _ when schema.ContainsKey("exclusiveMaximum") => random.Next(6) * 0.5,
            _ when schema.ContainsKey("format") => random.Next(3) == 0 ? "no uuid" : Guid.Empty.ToString(),
            _ when schema["type"] is JsonValue type && (string)type! == "boolean" => random.Next(2) == 0,
            _ => Words[random.Next(Words.Length)],
        };
    }
}
