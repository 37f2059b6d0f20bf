using System.Text.Json.Serialization;
using Reelsight.Labels.Exchange;
using Reelsight.Server.Http.Json;

namespace Reelsight.Server.Api.ReelsightV1.Labels;

/// <summary>JSON shapes of labels on the wire. Its options are those of <see cref="CommonWireJson"/>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(InstantConverter)]
)]
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
[JsonSerializable(typeof(TaughtLabelView))]
[JsonSerializable(typeof(ListTaughtLabels.View), TypeInfoPropertyName = "TaughtLabelsView")]
[JsonSerializable(typeof(TaughtLabelFile))]
[JsonSerializable(typeof(CreateAutoLabelRun.Body), TypeInfoPropertyName = "CreateAutoLabelRunBody")]
[JsonSerializable(typeof(AutoLabelRunView))]
[JsonSerializable(typeof(ListOf<AutoLabelRunView>))]
internal sealed partial class LabelsWireJson : JsonSerializerContext;
