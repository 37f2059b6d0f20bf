using System.Reflection;
using System.Text.Json.Serialization;
using Reelsight.Server.Contract;

namespace Reelsight.Server.Tests.Contract;

/// <summary>The JSON contexts of the areas are one language: the same options, and one name for one shape.</summary>
public sealed class WireContextTests
{
    private static readonly Assembly _server = typeof(OperationList).Assembly;

    /// <summary>The contexts as the description of the API knows them.</summary>
    private static readonly IReadOnlyList<JsonSerializerContext> _contexts =
        (IReadOnlyList<JsonSerializerContext>)
            _server
                .GetType("Reelsight.Server.Hosting.WireContexts")!
                .GetProperty("All", BindingFlags.Static | BindingFlags.NonPublic)!
                .GetValue(null)!;

    [Fact]
    public void All_contexts_write_with_the_same_options()
    {
        var expected = Describe(_contexts[0].GetType());
        Assert.All(_contexts, context => Assert.Equal(expected, Describe(context.GetType())));
    }

    [Fact]
    public void A_shape_has_one_name_and_one_context()
    {
        var shapes = _contexts.SelectMany(context => Roots(context.GetType())).ToList();
        Assert.Equal(shapes.Select(s => s.Type).Distinct(), shapes.Select(s => s.Type));
        Assert.Empty(
            shapes.Where(s => s.Name is not null).GroupBy(s => s.Name).Where(named => named.Count() > 1).Select(named => named.Key)
        );
    }

    [Fact]
    public void A_name_that_the_list_of_operations_uses_means_one_type()
    {
        var names = OperationList
            .Current.Operations.SelectMany(o => (string?[])[o.Body, o.Answer, .. o.Stream?.Values ?? []])
            .OfType<string>()
            .Distinct();
        Assert.All(names, name =>
            Assert.Single(
                _contexts
                    .Select(context => context.GetType().GetProperty(name)?.PropertyType.GetGenericArguments()[0])
                    .OfType<Type>()
                    .Distinct()
            )
        );
    }

    [Fact]
    public void Every_context_of_the_wire_is_listed()
    {
        var found = _server
            .GetTypes()
            .Where(type => type.IsSubclassOf(typeof(JsonSerializerContext)) && type.Name.EndsWith("WireJson", StringComparison.Ordinal));
        Assert.Equal(
            found.Select(type => type.FullName).Order(StringComparer.Ordinal),
            _contexts.Select(context => context.GetType().FullName).Order(StringComparer.Ordinal)
        );
    }

    private static string Describe(Type context)
    {
        var options = context.GetCustomAttributesData().Single(a => a.AttributeType == typeof(JsonSourceGenerationOptionsAttribute));
        return string.Join(
            "; ",
            options.NamedArguments.Select(a => $"{a.MemberName} = {Text(a.TypedValue)}").Order(StringComparer.Ordinal)
        );
    }

    private static string Text(CustomAttributeTypedArgument value) =>
        value.Value is IEnumerable<CustomAttributeTypedArgument> many ? string.Join(", ", many.Select(Text)) : $"{value.Value}";

    private static IEnumerable<(Type Type, string? Name)> Roots(Type context) =>
        context
            .GetCustomAttributesData()
            .Where(a => a.AttributeType == typeof(JsonSerializableAttribute))
            .Select(a =>
                (
                    (Type)a.ConstructorArguments[0].Value!,
                    (string?)a.NamedArguments.SingleOrDefault(n => n.MemberName == "TypeInfoPropertyName").TypedValue.Value
                )
            );
}
