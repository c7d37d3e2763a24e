namespace Lab.Model.Reading;

/// <summary>Gathers the mistakes of one file, so that a reader sees all of them at once.</summary>
internal sealed class MistakeCollector
{
    private readonly List<(string Path, string Problem, string Allowed)> mistakes = [];

    public int Count => mistakes.Count;

    public void Add(string path, string problem, string allowed = "") => mistakes.Add((path, problem, allowed));

    public void ThrowIfAny(ReadOnlySpan<byte> json, string file)
    {
        if (mistakes.Count == 0)
        {
            return;
        }

        var lines = JsonLines.Of(json);
        throw new LabFileException(
            [.. mistakes
                .Select(m => new LabFileMistake(file, lines.LineOf(m.Path), m.Path, m.Problem, m.Allowed))
                .OrderBy(m => m.Line)]);
    }
}
