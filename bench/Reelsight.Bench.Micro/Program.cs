using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Reelsight.Bench.Micro;
using Reelsight.TestSupport;

// Time and allocated bytes of the hot paths, each by itself in this process; short runs, so that all of them take about two minutes.
// Arguments are BenchmarkDotNet's: --filter "*vectors*" for some of them, --job default for tighter figures.
var config = ManualConfig
    .CreateEmpty()
    .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance))
    .AddColumnProvider(DefaultColumnProviders.Instance)
    .AddLogger(ConsoleLogger.Default)
    .AddExporter(MarkdownExporter.GitHub)
    .WithSummaryStyle(SummaryStyle.Default.WithMaxParameterColumnWidth(60))
    .WithArtifactsPath(RepositoryRoot.Combine("artifacts", "bench", "micro"));
BenchmarkRunner.Run<HotPathBenchmarks>(config, args);
