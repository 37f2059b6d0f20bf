using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Reelsight.Server.Api.ReelsightV1.Keys;

/// <summary>Routes of API keys: operations of our own.</summary>
internal static class KeysApi
{
    internal static void MapKeys(this IEndpointRouteBuilder api)
    {
        api.MapPost("/keys", CreateKey.HandleAsync);
        api.MapGet("/keys", ListKeys.HandleAsync);
        api.MapDelete("/keys/{key_id}", DeleteKey.HandleAsync);
    }
}
