namespace Reelsight.Server.Http.Json;

/// <summary>The shape of a field that the code keeps as raw JSON, for the served description.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
internal sealed class JsonSchemaTypeAttribute(Type type) : Attribute
{
    /// <summary>A type that one of the JSON contexts knows.</summary>
    internal Type Type { get; } = type;

    /// <summary>Whether it may be a JSON null, which is written, unlike an absent field.</summary>
    public bool AllowsNull { get; init; }
}
