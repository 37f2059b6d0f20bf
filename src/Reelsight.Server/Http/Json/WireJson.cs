using System.Text.Json.Serialization;
using Reelsight.Labels.Exchange;
using Reelsight.Server.Api.ReelsightV1.Indexes;
using Reelsight.Server.Api.ReelsightV1.Labels;
using Reelsight.Server.Api.ReelsightV1.Maps;
using Reelsight.Server.Api.ReelsightV1.SavedSearches;
using Reelsight.Server.Api.ReelsightV1.Spaces;
using Reelsight.Server.Api.ReelsightV1.Studio;
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
using Reelsight.Server.Hosting;

namespace Reelsight.Server.Http.Json;

/// <summary>
/// Every JSON shape of the wire, compiled ahead. Names are snake_case by policy; a null is left out unless its property says otherwise.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(InstantConverter)]
)]
[JsonSerializable(typeof(ErrorBody))]
[JsonSerializable(typeof(IdView))]
[JsonSerializable(typeof(HealthView))]
[JsonSerializable(typeof(CreateIndex.Body), TypeInfoPropertyName = "CreateIndexBody")]
[JsonSerializable(typeof(UpdateIndex.Body), TypeInfoPropertyName = "UpdateIndexBody")]
[JsonSerializable(typeof(IndexView))]
[JsonSerializable(typeof(ListOf<IndexView>))]
[JsonSerializable(typeof(ListOf<DuplicateGroupView>))]
[JsonSerializable(typeof(AssetView))]
[JsonSerializable(typeof(ListOf<AssetView>))]
[JsonSerializable(typeof(AssetUserMetadata.Body), TypeInfoPropertyName = "AssetUserMetadataBody")]
[JsonSerializable(typeof(TranscriptionView))]
[JsonSerializable(typeof(ListOf<IndexedAssetSummaryView>))]
[JsonSerializable(typeof(CreateMultipartUpload.Body), TypeInfoPropertyName = "CreateMultipartUploadBody")]
[JsonSerializable(typeof(CreateMultipartUpload.CreatedView), TypeInfoPropertyName = "CreateMultipartUploadCreatedView")]
[JsonSerializable(typeof(ListOf<UploadSummaryView>))]
[JsonSerializable(typeof(UploadView))]
[JsonSerializable(typeof(CreatePresignedUrls.Body), TypeInfoPropertyName = "CreatePresignedUrlsBody")]
[JsonSerializable(typeof(CreatePresignedUrls.UrlsView))]
[JsonSerializable(typeof(ReportMultipartUploadChunks.Body), TypeInfoPropertyName = "ReportMultipartUploadChunksBody")]
[JsonSerializable(typeof(ReportMultipartUploadChunks.ReportView))]
[JsonSerializable(typeof(AuthorizeConnection.Body), TypeInfoPropertyName = "AuthorizeConnectionBody")]
[JsonSerializable(typeof(ListOf<ConnectionView>))]
[JsonSerializable(typeof(CreateRedirectUri.Body), TypeInfoPropertyName = "CreateRedirectUriBody")]
[JsonSerializable(typeof(RedirectUriView))]
[JsonSerializable(typeof(ListOf<RedirectUriView>))]
[JsonSerializable(typeof(TaskView))]
[JsonSerializable(typeof(ListOf<TaskView>))]
[JsonSerializable(typeof(UpdateVideo.Body), TypeInfoPropertyName = "UpdateVideoBody")]
[JsonSerializable(typeof(VideoView))]
[JsonSerializable(typeof(ListOf<VideoView>))]
[JsonSerializable(typeof(CreateIndexedAsset.Body), TypeInfoPropertyName = "CreateIndexedAssetBody")]
[JsonSerializable(typeof(CreateIndexedAsset.CreatedView))]
[JsonSerializable(typeof(IndexedAssetView))]
[JsonSerializable(typeof(ListOf<IndexedAssetView>))]
[JsonSerializable(typeof(CreateEntityCollection.Body), TypeInfoPropertyName = "CreateEntityCollectionBody")]
[JsonSerializable(typeof(UpdateEntityCollection.Body), TypeInfoPropertyName = "UpdateEntityCollectionBody")]
[JsonSerializable(typeof(EntityCollectionView))]
[JsonSerializable(typeof(ListOf<EntityCollectionView>))]
[JsonSerializable(typeof(NewEntity))]
[JsonSerializable(typeof(CreateEntities.Body), TypeInfoPropertyName = "CreateEntitiesBody")]
[JsonSerializable(typeof(CreateEntities.CreatedEntitiesView))]
[JsonSerializable(typeof(UpdateEntity.Body), TypeInfoPropertyName = "UpdateEntityBody")]
[JsonSerializable(typeof(EntityAssetsBody))]
[JsonSerializable(typeof(EntityView))]
[JsonSerializable(typeof(ListOf<EntityView>))]
[JsonSerializable(typeof(PhraseView[]))]
[JsonSerializable(typeof(SearchView))]
[JsonSerializable(typeof(StoredSearch))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, string>))]
[JsonSerializable(typeof(CreateKnowledgeStore.Body), TypeInfoPropertyName = "CreateKnowledgeStoreBody")]
[JsonSerializable(typeof(UpdateKnowledgeStore.Body), TypeInfoPropertyName = "UpdateKnowledgeStoreBody")]
[JsonSerializable(typeof(KnowledgeStoreView))]
[JsonSerializable(typeof(ListOf<KnowledgeStoreView>))]
[JsonSerializable(typeof(StoreSearchBody))]
[JsonSerializable(typeof(StoredStoreSearch))]
[JsonSerializable(typeof(StoreSearchView))]
[JsonSerializable(typeof(CreateItem.Body), TypeInfoPropertyName = "CreateItemBody")]
[JsonSerializable(typeof(ItemView))]
[JsonSerializable(typeof(ListOf<ItemView>))]
[JsonSerializable(typeof(CreateItemCollection.Body), TypeInfoPropertyName = "CreateItemCollectionBody")]
[JsonSerializable(typeof(UpdateItemCollection.Body), TypeInfoPropertyName = "UpdateItemCollectionBody")]
[JsonSerializable(typeof(MemberIds))]
[JsonSerializable(typeof(ItemCollectionView))]
[JsonSerializable(typeof(ListOf<ItemCollectionView>))]
[JsonSerializable(typeof(CreateSavedSearch.Body), TypeInfoPropertyName = "CreateSavedSearchBody")]
[JsonSerializable(typeof(UpdateSavedSearch.Body), TypeInfoPropertyName = "UpdateSavedSearchBody")]
[JsonSerializable(typeof(SavedSearchView))]
[JsonSerializable(typeof(ListOf<SavedSearchView>))]
[JsonSerializable(typeof(CreateSession.Body), TypeInfoPropertyName = "CreateSessionBody")]
[JsonSerializable(typeof(SessionView))]
[JsonSerializable(typeof(SignInLinkView))]
[JsonSerializable(typeof(CreateWebhook.Body), TypeInfoPropertyName = "CreateWebhookBody")]
[JsonSerializable(typeof(WebhookView))]
[JsonSerializable(typeof(ListOf<WebhookView>))]
[JsonSerializable(typeof(ListOf<WebhookDeliveryView>))]
[JsonSerializable(typeof(ListSpaces.View), TypeInfoPropertyName = "SpacesView")]
[JsonSerializable(typeof(SpaceView))]
[JsonSerializable(typeof(ResponseBody))]
[JsonSerializable(typeof(ResponseView))]
[JsonSerializable(typeof(ResponseEventView))]
[JsonSerializable(typeof(EmbedView))]
[JsonSerializable(typeof(EmbedTaskView))]
[JsonSerializable(typeof(ListOf<EmbedTaskView>))]
[JsonSerializable(typeof(EmbedV2Body))]
[JsonSerializable(typeof(EmbedV2View))]
[JsonSerializable(typeof(EmbedV2TaskView))]
[JsonSerializable(typeof(AnalyzeBody))]
[JsonSerializable(typeof(AnalyzeView))]
[JsonSerializable(typeof(StreamEvent))]
[JsonSerializable(typeof(GetVideoEvidence.View), TypeInfoPropertyName = "VideoEvidenceView")]
[JsonSerializable(typeof(CreateGist.Body), TypeInfoPropertyName = "CreateGistBody")]
[JsonSerializable(typeof(CreateGist.View), TypeInfoPropertyName = "CreateGistView")]
[JsonSerializable(typeof(Summarize.Body), TypeInfoPropertyName = "SummarizeBody")]
[JsonSerializable(typeof(Summarize.View), TypeInfoPropertyName = "SummarizeView")]
[JsonSerializable(typeof(CreateAnalyzeTask.View), TypeInfoPropertyName = "CreateAnalyzeTaskView")]
[JsonSerializable(typeof(AnalyzeTaskView))]
[JsonSerializable(typeof(ListOf<AnalyzeTaskView>))]
[JsonSerializable(typeof(AnalyzeBatchBody))]
[JsonSerializable(typeof(CreatedBatchView))]
[JsonSerializable(typeof(AnalyzeBatchView))]
[JsonSerializable(typeof(ListOf<AnalyzeBatchView>))]
[JsonSerializable(typeof(BatchResultView))]
[JsonSerializable(typeof(GetVideoFrames.View), TypeInfoPropertyName = "VideoFramesView")]
[JsonSerializable(typeof(CreateLabelSet.Body), TypeInfoPropertyName = "CreateLabelSetBody")]
[JsonSerializable(typeof(UpdateLabelSet.Body), TypeInfoPropertyName = "UpdateLabelSetBody")]
[JsonSerializable(typeof(LabelSetView))]
[JsonSerializable(typeof(ListOf<LabelSetView>))]
[JsonSerializable(typeof(ListLabelSetVersions.View), TypeInfoPropertyName = "LabelSetVersionsView")]
[JsonSerializable(typeof(CreateAnnotation.Body), TypeInfoPropertyName = "CreateAnnotationBody")]
[JsonSerializable(typeof(ChangeAnnotations.Body), TypeInfoPropertyName = "ChangeAnnotationsBody")]
[JsonSerializable(typeof(UpdateAnnotation.Body), TypeInfoPropertyName = "UpdateAnnotationBody")]
[JsonSerializable(typeof(SplitAnnotation.Body), TypeInfoPropertyName = "SplitAnnotationBody")]
[JsonSerializable(typeof(MergeAnnotations.Body), TypeInfoPropertyName = "MergeAnnotationsBody")]
[JsonSerializable(typeof(UndoAnnotationEdit.Body), TypeInfoPropertyName = "UndoAnnotationEditBody")]
[JsonSerializable(typeof(VideoAnnotationView))]
[JsonSerializable(typeof(AnnotationEditView))]
[JsonSerializable(typeof(AnnotationConflictView))]
[JsonSerializable(typeof(ListAnnotations.View), TypeInfoPropertyName = "ListAnnotationsView")]
[JsonSerializable(typeof(ListAnnotationEdits.View), TypeInfoPropertyName = "ListAnnotationEditsView")]
[JsonSerializable(typeof(SuggestLabels.View), TypeInfoPropertyName = "LabelSuggestionsView")]
[JsonSerializable(typeof(GetAgreement.View), TypeInfoPropertyName = "AgreementView")]
[JsonSerializable(typeof(ListReviewItems.View), TypeInfoPropertyName = "ReviewQueueView")]
[JsonSerializable(typeof(CreateExport.Body), TypeInfoPropertyName = "CreateExportBody")]
[JsonSerializable(typeof(ExportView))]
[JsonSerializable(typeof(ListOf<ExportView>))]
[JsonSerializable(typeof(ImportAnnotations.Body), TypeInfoPropertyName = "ImportAnnotationsBody")]
[JsonSerializable(typeof(ImportAnnotations.View), TypeInfoPropertyName = "ImportAnnotationsView")]
[JsonSerializable(typeof(Datasheet))]
[JsonSerializable(typeof(CreateAutoLabelRun.Body), TypeInfoPropertyName = "CreateAutoLabelRunBody")]
[JsonSerializable(typeof(AutoLabelRunView))]
[JsonSerializable(typeof(ListOf<AutoLabelRunView>))]
[JsonSerializable(typeof(MapView))]
internal sealed partial class WireJson : JsonSerializerContext;
