using Spectre.Console;

namespace Reelsight.Cli.Output;

/// <summary>The progress bars of one piece of work. Without a terminal there are none, and every call does nothing.</summary>
internal sealed class ProgressBars(ProgressContext? context)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, ProgressTask> _bars = new(StringComparer.Ordinal);

    /// <summary>Moves a bar, which is added when it is new.</summary>
    /// <param name="key">Identifies the bar.</param>
    /// <param name="fraction">How much is done, from 0 to 1; null when that is not known.</param>
    /// <param name="text">What is being done.</param>
    public void Update(string key, double? fraction, string text)
    {
        if (context is null)
        {
            return;
        }

        lock (_gate)
        {
            var description = Markup.Escape(text);
            if (!_bars.TryGetValue(key, out var bar))
            {
                bar = _bars[key] = context.AddTask(description, maxValue: 1);
            }

            bar.Description = description;
            bar.IsIndeterminate = fraction is null;
            // A full bar counts as finished and is hidden; it stays until its owner removes it.
            bar.Value = Math.Clamp(fraction ?? 0, 0, 0.999);
        }
    }

    /// <summary>Removes a bar.</summary>
    public void Remove(string key)
    {
        lock (_gate)
        {
            if (_bars.Remove(key, out var bar))
            {
                bar.IsIndeterminate = false;
                bar.Value = 1;
                bar.StopTask();
            }
        }
    }
}
