namespace Lab.Engines;

/// <summary>Writes what an engine does as plain lines.</summary>
public sealed class EngineLog
{
    private readonly TextWriter writer;

    /// <summary>Creates a log.</summary>
    /// <param name="writer">Where the lines go.</param>
    public EngineLog(TextWriter writer) => this.writer = TextWriter.Synchronized(writer);

    /// <summary>Writes one line, at once.</summary>
    /// <param name="line">The line, without secrets.</param>
    public void Write(string line)
    {
        writer.WriteLine(line);
        writer.Flush();
    }
}
