namespace Reelsight.Server.Http.Json;

/// <summary>The words that a text of the wire can be, for the served description.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
internal class OneOfAttribute(params string[] words) : Attribute
{
    /// <summary>The words, as they are written.</summary>
    internal IReadOnlyList<string> Words { get; } = words;
}

/// <summary>The names of a state, in lower case.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
internal sealed class OneOfAttribute<TState>() : OneOfAttribute([.. Enum.GetNames<TState>().Select(name => name.ToLowerInvariant())])
    where TState : struct, Enum;
