namespace Lab.Model;

/// <summary>One mistake in lab.json.</summary>
/// <param name="File">The file.</param>
/// <param name="Line">The line, from 1; 0 where the file could not be read.</param>
/// <param name="Path">The JSON path of the value, for example <c>$.systems[0].engine</c>.</param>
/// <param name="Problem">What is wrong.</param>
/// <param name="Allowed">What is allowed there, or how to mend it; empty where the problem says it.</param>
public sealed record LabFileMistake(string File, int Line, string Path, string Problem, string Allowed)
{
    /// <summary>The mistake in one line.</summary>
    /// <returns><c>file:line: path: what is wrong; allowed: …</c>.</returns>
    public override string ToString() =>
        $"{File}{(Line > 0 ? $":{Line}" : "")}: {Path}: {Problem}{(Allowed.Length > 0 ? $"; allowed: {Allowed}" : "")}";
}
