using System.Text.Json.Serialization;
using Reelsight.Server.Api.ReelsightV1.Audit;
using Reelsight.Server.Api.ReelsightV1.Backups;
using Reelsight.Server.Api.ReelsightV1.Indexes;
using Reelsight.Server.Api.ReelsightV1.Keys;
using Reelsight.Server.Api.ReelsightV1.Labels;
using Reelsight.Server.Api.ReelsightV1.Maps;
using Reelsight.Server.Api.ReelsightV1.People;
using Reelsight.Server.Api.ReelsightV1.SavedSearches;
using Reelsight.Server.Api.ReelsightV1.Spaces;
using Reelsight.Server.Api.ReelsightV1.Studio;
using Reelsight.Server.Api.ReelsightV1.Tenants;
using Reelsight.Server.Api.ReelsightV1.VideoEvidence;
using Reelsight.Server.Api.ReelsightV1.Webhooks;
using Reelsight.Server.Api.V1_3.Analyze;
using Reelsight.Server.Api.V1_3.AnalyzeBatches;
using Reelsight.Server.Api.V1_3.AnalyzeTasks;
using Reelsight.Server.Api.V1_3.Assets;
using Reelsight.Server.Api.V1_3.Connections;
using Reelsight.Server.Api.V1_3.Embed;
using Reelsight.Server.Api.V1_3.Entities;
using Reelsight.Server.Api.V1_3.EntityCollections;
using Reelsight.Server.Api.V1_3.IndexedAssets;
using Reelsight.Server.Api.V1_3.Indexes;
using Reelsight.Server.Api.V1_3.KnowledgeStores;
using Reelsight.Server.Api.V1_3.MultipartUploads;
using Reelsight.Server.Api.V1_3.Responses;
using Reelsight.Server.Api.V1_3.Search;
using Reelsight.Server.Api.V1_3.Tasks;
using Reelsight.Server.Api.V1_3.Videos;
using Reelsight.Server.Http.Json;

namespace Reelsight.Server.Hosting;

/// <summary>The JSON contexts of all areas, for what describes the whole API.</summary>
internal static class WireContexts
{
    internal static IReadOnlyList<JsonSerializerContext> All { get; } =
    [
        CommonWireJson.Default,
        AnalyzeBatchesWireJson.Default,
        AnalyzeTasksWireJson.Default,
        AnalyzeWireJson.Default,
        AssetsWireJson.Default,
        AuditWireJson.Default,
        BackupsWireJson.Default,
        ConnectionsWireJson.Default,
        DuplicatesWireJson.Default,
        EmbedWireJson.Default,
        EntitiesWireJson.Default,
        EntityCollectionsWireJson.Default,
        EvidenceWireJson.Default,
        HostingWireJson.Default,
        IndexedAssetsWireJson.Default,
        IndexesWireJson.Default,
        KeysWireJson.Default,
        KnowledgeStoresWireJson.Default,
        LabelsWireJson.Default,
        MapsWireJson.Default,
        MultipartUploadsWireJson.Default,
        PeopleWireJson.Default,
        ResponsesWireJson.Default,
        SavedSearchesWireJson.Default,
        SearchWireJson.Default,
        SpacesWireJson.Default,
        StudioWireJson.Default,
        TasksWireJson.Default,
        TenantsWireJson.Default,
        VideosWireJson.Default,
        WebhooksWireJson.Default,
    ];
}
