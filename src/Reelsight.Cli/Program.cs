using System.CommandLine;
using Reelsight.Cli.Client;
using Reelsight.Cli.Commands;
using Reelsight.Cli.Errors;
using Reelsight.Core.Errors;
using Reelsight.Inference.Packs;
using Reelsight.Media.Sandboxing;
using Reelsight.Media.Tools;
using Reelsight.Server.Settings;
using Reelsight.Storage.Backup;
using Reelsight.Storage.Errors;

var root = new RootCommand("Reelsight: search and understand your own video, on your own machine.")
{
    ServeCommand.Create(),
    DemoCommand.Create(),
    IndexCommand.Create(),
    SearchCommand.Create(),
    LabelsCommand.Create(),
    EvalCommand.Create(),
    ModelsCommand.Create(),
    BackupCommand.Create(),
    RestoreCommand.Create(),
    SpacesCommand.Create(),
    KeysCommand.Create(),
    PeopleCommand.Create(),
    TenantsCommand.Create(),
    AuditCommand.Create(),
    DoctorCommand.Create(),
    StudioCommand.Create(),
    OpenApiCommand.Create(),
};

var parsed = root.Parse(args);

// Ctrl-C ends a command in order: uploads stop, the server completes its responses, jobs stay in the queue.
var invocation = new InvocationConfiguration
{
    EnableDefaultExceptionHandler = false,
    ProcessTerminationTimeout = TimeSpan.FromSeconds(30),
};
try
{
    var code = await parsed.InvokeAsync(invocation);
    return parsed.Errors.Count > 0 ? ExitCodes.Usage : code;
}
catch (OperationCanceledException)
{
    Console.Error.WriteLine("reelsight: stopped. What is done is kept; the same command goes on from there.");
    return ExitCodes.Interrupted;
}
catch (SettingsException failure)
{
    Console.Error.WriteLine($"reelsight: {failure.Message}");
    return ExitCodes.Usage;
}
catch (CommandException failure)
{
    Console.Error.WriteLine($"reelsight: {failure.Message}");
    return failure.ExitCode;
}
catch (Exception failure)
    when (failure
            is ApiErrorException
                or ModelStoreException
                or MediaException
                or MediaToolException
                or SandboxUnavailableException
                or DataFolderException
                or NewerSchemaException
                or BackupException
    )
{
    Console.Error.WriteLine($"reelsight: {failure.Message}");
    return ExitCodes.MissingRequirement;
}
catch (Exception failure) when (DataFolderException.ExplainAny(failure) is { } sentence)
{
    Console.Error.WriteLine($"reelsight: {sentence}");
    return ExitCodes.MissingRequirement;
}
catch (Exception failure)
{
    Console.Error.WriteLine($"reelsight: something went wrong inside the program: {failure.Message}");
    Console.Error.WriteLine("Please report it with what follows, after taking out what is private.");
    Console.Error.WriteLine(failure);
    return ExitCodes.Failed;
}
