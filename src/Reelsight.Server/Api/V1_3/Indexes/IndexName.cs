using Reelsight.Core.Errors;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Requests;

namespace Reelsight.Server.Api.V1_3.Indexes;

/// <summary>The rule about names that creating and renaming share.</summary>
internal static class IndexName
{
    internal static string Check(string? name) => ResourceName.Check(name, "index_name");

    internal static Task RefuseDuplicateAsync(Func<Task> write) =>
        RefuseDuplicateAsync(async () =>
        {
            await write();
            return true;
        });

    internal static async Task<bool> RefuseDuplicateAsync(Func<Task<bool>> write)
    {
        try
        {
            return await write();
        }
        catch (DuplicateNameException e)
        {
            throw Fail.Refused(ErrorCodes.IndexNameAlreadyExists, e.Message);
        }
    }
}
