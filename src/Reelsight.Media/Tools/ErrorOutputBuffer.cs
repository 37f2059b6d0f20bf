namespace Reelsight.Media.Tools;

/// <summary>Keeps the first and the last lines a child wrote to its error stream, however many there were.</summary>
internal sealed class ErrorOutputBuffer(Action<string>? onLine)
{
    private const int MaxLines = 20;
    private const int MaxLineLength = 400;
    private readonly Queue<string> _last = new();
    private readonly List<string> _first = [];

    public string Text
    {
        get
        {
            lock (_last)
            {
                return string.Join('\n', _first.Concat(_last));
            }
        }
    }

    public async Task DrainAsync(StreamReader reader)
    {
        var buffer = new char[2048];
        var line = new System.Text.StringBuilder();
        int read;
        while ((read = await reader.ReadAsync(buffer)) > 0)
        {
            foreach (var c in buffer.AsSpan(0, read))
            {
                if (c is '\n' or '\r')
                {
                    AddLine(line);
                }
                else if (line.Length < MaxLineLength) // a line without end must not fill memory
                {
                    line.Append(c);
                }
            }
        }
        AddLine(line);
    }

    private void AddLine(System.Text.StringBuilder line)
    {
        if (line.Length == 0)
        {
            return;
        }

        var text = line.ToString();
        line.Clear();
        onLine?.Invoke(text);
        lock (_last)
        {
            if (_first.Count < MaxLines)
            {
                _first.Add(text);
                return;
            }
            _last.Enqueue(text);
            if (_last.Count > MaxLines)
            {
                _last.Dequeue();
            }
        }
    }
}
