using System.Text.RegularExpressions;

namespace Lab.Architecture.Tests;

/// <param name="Path">Relative to the repository's root, with forward slashes.</param>
/// <param name="FullPath">Where the file lies on this machine.</param>
internal sealed partial record SourceFile(string Path, string FullPath)
{
    public string Text => File.ReadAllText(FullPath);

    /// <summary>C# text without comments and string contents, so that only code is searched.</summary>
    public string Code => Strings().Replace(Comments().Replace(Text, ""), "\"\"");

    /// <summary>The names of the types that a C# file declares at its top level.</summary>
    public IEnumerable<string> DeclaredTypes => TopLevelTypes().Matches(Code).Select(m => m.Groups["name"].Value);

    public override string ToString() => Path;

    [GeneratedRegex(@"(?<=^|\s)//.*?$|/\*.*?\*/", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Comments();

    [GeneratedRegex("\"\"\".*?\"\"\"|@\"(?:[^\"]|\"\")*\"|\"(?:[^\"\\\\\n]|\\\\.)*\"", RegexOptions.Singleline)]
    private static partial Regex Strings();

    [GeneratedRegex(@"^(?:(?:public|internal|file|sealed|static|abstract|readonly|partial|unsafe|ref)\s+)*(?:class|interface|enum|record(?:\s+(?:class|struct))?|struct|delegate\s+[\w<>\[\]?., ]+?)\s+(?<name>[A-Z]\w*)", RegexOptions.Multiline)]
    private static partial Regex TopLevelTypes();
}
