using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using Reelsight.Server.Http.Errors;

namespace Reelsight.Server.Http.Requests;

/// <summary>
/// What holds for every body and no parser checks: lists hold no null where their elements are required, and numbers are finite (JSON can
/// spell numbers that are too large for any type).
/// </summary>
internal static class BodyRules
{
    private static readonly ConcurrentDictionary<Type, IReadOnlyList<Field>> _fields = new();

    private sealed record Field(string Name, Func<object, object?> Get, bool HasRequiredElements);

    /// <summary>Checks a body that was parsed.</summary>
    /// <exception cref="ApiException">It breaks a rule; the sentence names the field.</exception>
    internal static void Check(object body) => Check(body, "", 0);

    private static void Check(object value, string path, int depth)
    {
        // Deeper than any parser goes.
        if (depth > 64)
        {
            return;
        }

        foreach (var field in _fields.GetOrAdd(value.GetType(), FindFields))
        {
            var name = path.Length == 0 ? field.Name : $"{path}.{field.Name}";
            switch (field.Get(value))
            {
                case double number:
                    RequireFinite(number, name);
                    break;
                case string or null:
                    break;
                case IDictionary:
                    break;
                case IEnumerable list:
                    CheckElements(list, name, field.HasRequiredElements, depth);
                    break;
                case { } inner when IsBody(inner.GetType()):
                    Check(inner, name, depth + 1);
                    break;
            }
        }
    }

    private static void CheckElements(IEnumerable list, string name, bool areRequired, int depth)
    {
        var at = 0;
        foreach (var element in list)
        {
            switch (element)
            {
                case null when areRequired:
                    throw Fail.Invalid($"The parameter {name}[{at}] must not be null.");
                case double number:
                    RequireFinite(number, $"{name}[{at}]");
                    break;
                case { } inner when IsBody(inner.GetType()):
                    Check(inner, $"{name}[{at}]", depth + 1);
                    break;
            }

            at++;
        }
    }

    private static void RequireFinite(double number, string name)
    {
        if (!double.IsFinite(number))
        {
            throw Fail.Invalid($"The parameter {name} must be a finite number.");
        }
    }

    private static bool IsBody(Type type) => type.Assembly == typeof(BodyRules).Assembly && type.IsClass;

    private static List<Field> FindFields(Type type) =>
        !IsBody(type)
            ? []
            :
            [
                .. type.GetProperties(BindingFlags.Instance | BindingFlags.Public)
                    .Where(p => p.GetIndexParameters().Length == 0 && p.CanRead)
                    .Select(p => new Field(
                        p.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name ?? JsonNamingPolicy.SnakeCaseLower.ConvertName(p.Name),
                        p.GetValue,
                        HasRequiredElements(p)
                    )),
            ];

    private static bool HasRequiredElements(PropertyInfo property)
    {
        var nullability = new NullabilityInfoContext().Create(property);
        return (nullability.ElementType ?? nullability.GenericTypeArguments.FirstOrDefault())?.ReadState == NullabilityState.NotNull;
    }
}
