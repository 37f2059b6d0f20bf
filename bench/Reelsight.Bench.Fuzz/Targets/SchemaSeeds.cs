namespace Reelsight.Bench.Fuzz.Targets;

/// <summary>JSON Schemas that use every keyword that is read.</summary>
internal static class SchemaSeeds
{
    public static IReadOnlyList<byte[]> All { get; } =
    [
        """
        {"$schema":"x","title":"t","type":"object","required":["people","when"],"properties":{"people":{"type":"array",
        "minItems":1,"items":{"$ref":"#/$defs/person"}},"when":{"type":"timestamp","format":"hh:mm:ss"},"start_time":{"type":"string"},
        "kind":{"enum":["a","b",1,null]},
        "const":{"const":{"a":[1,2]}}},"$defs":{"person":{"type":"object","required":["name"],"properties":{"name":{"type":"string",
        "pattern":"^[A-Z][a-z]{1,20}(-[A-Z]|\\d{2,3})?$"},"age":{"type":"integer","minimum":0,"exclusiveMaximum":150},
        "friend":{"anyOf":[{"$ref":"#/$defs/person"},{"type":"null"}]}}}}}
        """u8.ToArray(),
        """
        {"type":["object","null"],"properties":{"id":{"type":"string","format":"uuid"},"day":{"type":"string","format":"date"},
        "share":{"type":"number","exclusiveMinimum":0,"maximum":1},
        "deep":{"type":"array","items":{"type":"array","items":{"type":"boolean"}}},
        "any":true,"list":{"items":{"type":["string","number"]}}},"required":["id"],"description":"d"}
        """u8.ToArray(),
    ];
}
