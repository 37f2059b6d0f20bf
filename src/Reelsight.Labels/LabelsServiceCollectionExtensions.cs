using Microsoft.Extensions.DependencyInjection;
using Reelsight.Labels.AutoLabeling;
using Reelsight.Labels.Editing;
using Reelsight.Labels.Exchange;
using Reelsight.Labels.Teaching;
using Reelsight.Pipeline;
using Reelsight.Search;

namespace Reelsight.Labels;

/// <summary>Registers the services of this project.</summary>
public static class LabelsServiceCollectionExtensions
{
    /// <summary>
    /// Adds editing, import and export of annotations, teaching of labels, and auto-labelling. Needs what AddStorage, AddMedia,
    /// AddPipeline and AddAnalysis
    /// register, and a <see cref="TimeProvider"/>.
    /// </summary>
    /// <param name="services">Where to register.</param>
    /// <param name="dataDir">The data folder, where archives of exports are kept.</param>
    public static IServiceCollection AddLabels(this IServiceCollection services, string dataDir)
    {
        services.AddSingleton<AnnotationEditor>();
        services.AddSingleton<ImportPlacer>();
        services.AddSingleton<DatasetExporter>();
        services.AddSingleton(s => new ExportStorage(dataDir, s.GetRequiredService<TimeProvider>()));
        services.AddSingleton<TeachingVideoReader>();
        services.AddSingleton<LabelTeacher>();
        services.AddSingleton<TaughtProposals>();
        services.AddSingleton<ITaughtMoments, TaughtMoments>();
        services.AddJobHandler<TeachLabelHandler>();
        services.AddJobHandler<ExportHandler>();
        services.AddJobHandler<AutoLabelHandler>();
        return services;
    }
}
