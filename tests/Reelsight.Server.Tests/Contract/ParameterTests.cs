using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Reelsight.Server.Contract;
using Reelsight.Server.Tests.Fixtures;

namespace Reelsight.Server.Tests.Contract;

/// <summary>What contract/operations.json says of an operation is what the operation's code does.</summary>
public sealed class ParameterTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private static readonly Assembly _server = typeof(OperationList).Assembly;

    /// <summary>Codes that every operation may answer; the list names the others.</summary>
    private static readonly HashSet<string> _general =
    [
        "parameter_invalid",
        "parameter_not_provided",
        "resource_not_exist",
        "api_key_invalid",
        "content_type_invalid",
        "internal_error",
        "server_busy",
    ];

    public static TheoryData<string> Done =>
        [.. OperationList.Current.Operations.Where(o => o.State == OperationState.Done).Select(o => o.Name)];

    [Theory]
    [MemberData(nameof(Done))]
    public void The_fields_that_are_listed_are_the_fields_that_are_read(string name)
    {
        var (operation, code) = Find(name);
        var fields = OperationList.Current.ParametersOf(operation).Where(p => p.In is "query" or "form").ToList();
        var read = code.FieldsRead();
        var listed = fields.Where(p => p.Type != "file").Select(p => p.Name).ToHashSet();
        Same(name, "field", listed, read);
        Assert.All(fields.Where(p => p.Type == "file"), file => Assert.Contains(file.Name, code.Texts));
    }

    [Theory]
    [MemberData(nameof(Done))]
    public void The_shapes_that_are_listed_are_the_shapes_that_are_used(string name)
    {
        var (operation, code) = Find(name);
        string?[] listed = [operation.Body, operation.Answer, .. operation.Stream?.Values ?? []];
        Assert.All(listed.OfType<string>(), shape => Assert.Contains(shape, code.Shapes));
        Assert.True(
            operation.Body is not null || !code.Shapes.Any(s => s.EndsWith("Body", StringComparison.Ordinal) && s != "ErrorBody"),
            $"{name} reads a JSON body that is not listed: {string.Join(", ", code.Shapes)}"
        );
        Assert.True(
            operation.Answer is not null
                || operation.MediaType is not null
                || !code.Shapes.Any(s => s != operation.Body && !s.EndsWith("Body", StringComparison.Ordinal)),
            $"{name} has an answer that is not listed: {string.Join(", ", code.Shapes)}"
        );
    }

    [Theory]
    [MemberData(nameof(Done))]
    public void The_codes_that_are_listed_are_the_codes_that_are_answered(string name)
    {
        var (operation, code) = Find(name);
        var known = Codes();
        Same(
            name,
            "error code",
            (operation.Errors?.Keys ?? []).Where(c => !_general.Contains(c)).ToHashSet(),
            code.Texts.Where(t => known.Contains(t) && !_general.Contains(t)).ToHashSet()
        );
    }

    [Theory]
    [MemberData(nameof(Done))]
    public void The_largest_file_that_is_listed_is_the_largest_body_that_is_taken(string name)
    {
        var (operation, route) = Route(name);
        var taken = route.Metadata.GetMetadata<IRequestSizeLimitMetadata>()?.MaxRequestBodySize >> 20;
        // A form has room for its other fields beside the file; JSON carries bytes as longer text, and takes the largest of its kinds
        // everywhere.
        if (operation.MaxFileMb is { } listed)
        {
            Assert.InRange(taken ?? 0, listed, operation.Body is null ? listed + 1 : listed * 2);
        }
        else
        {
            Assert.True(
                taken is null || operation.BodyMediaType is not null,
                $"{name} takes bodies of {taken} MB: say so with max_file_mb in contract/operations.json."
            );
        }
    }

    private (Operation Operation, RouteEndpoint Route) Route(string name)
    {
        var operation = OperationList.Current.Operations.Single(o => o.Name == name);
        return (
            operation,
            shared.Server.Routes.Single(r =>
                r.RoutePattern.RawText == operation.Path
                && r.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Contains(operation.Method)
            )
        );
    }

    private (Operation Operation, HandlerCode Code) Find(string name)
    {
        var (operation, route) = Route(name);
        return (operation, HandlerCode.Read(route.Metadata.GetMetadata<MethodInfo>()!));
    }

    private static HashSet<string> Codes() =>
        [
            .. _server
                .GetType("Reelsight.Server.Http.Errors.ErrorCodes")!
                .GetFields(BindingFlags.Static | BindingFlags.NonPublic)
                .Select(f => (string)f.GetRawConstantValue()!),
        ];

    private static void Same(string operation, string kind, HashSet<string> listed, HashSet<string> found)
    {
        var wrong = found
            .Except(listed)
            .Select(n => $"the {kind} {n} is used, but contract/operations.json does not list it for {operation}")
            .Concat(
                listed
                    .Except(found)
                    .Select(n => $"contract/operations.json lists the {kind} {n} for {operation}, but its code does not use it")
            )
            .ToList();
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }
}
