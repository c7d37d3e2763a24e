using System.Text.RegularExpressions;

namespace Lab.Architecture.Tests;

/// <summary>The rules of the code that no compiler holds.</summary>
public sealed partial class SourceRuleTests
{
    private static readonly SourceTree Tree = SourceTree.Find();

    [Fact]
    public void No_source_file_is_longer_than_400_lines() =>
        Tree.Files("*.cs").Concat(Tree.Files("*.js")).Concat(Tree.Files("*.mjs")).Concat(Tree.Files("*.css"))
            .Where(f => File.ReadLines(f.FullPath).Count() > 400)
            .ShouldBeEmpty();

    [Fact]
    public void A_file_declares_one_type()
    {
        var crowded = Code().Select(f => (File: f, Types: f.DeclaredTypes.Distinct().ToArray()))
            .Where(x => x.Types.Length > 1)
            .Select(x => $"{x.File}: {string.Join(", ", x.Types)}");

        crowded.ShouldBeEmpty();
    }

    [Fact]
    public void Only_build_files_know_which_host_is_compiled_against() =>
        Tree.Files("*.cs").Where(f => Directive().IsMatch(f.Text)).ShouldBeEmpty();

    [Fact]
    public void Nothing_is_left_open() =>
        Code().Where(f => LeftOpen().IsMatch(f.Code) || LeftOpenComment().IsMatch(f.Text)).ShouldBeEmpty();

    [Fact]
    public void No_type_is_named_after_nothing() =>
        Code().Where(f => !f.Path.StartsWith("hosting/Embedded/", StringComparison.Ordinal))
            .SelectMany(f => f.DeclaredTypes)
            .Where(name => Vague().IsMatch(name))
            .ShouldBeEmpty();

    [Fact]
    public void Tests_wait_for_conditions_and_do_not_sleep() =>
        Tree.Files("*.cs", "tests").Where(f => Sleep().IsMatch(f.Code)).ShouldBeEmpty();

    [Fact]
    public void No_file_names_a_place_of_one_machine() =>
        TextFiles().Where(f => MachinePath().IsMatch(f.Text)).ShouldBeEmpty();

    [Fact]
    public void Lock_files_carry_no_registry_address() =>
        Tree.Files("package-lock.json").Where(f => f.Text.Contains("\"resolved\"", StringComparison.Ordinal)).ShouldBeEmpty();

    [Fact]
    public void Versions_are_pinned_centrally() =>
        Tree.Files("*.csproj").Where(f => PinnedVersion().IsMatch(f.Text)).ShouldBeEmpty();

    [Fact]
    public void No_state_is_static_and_mutable() =>
        Code().SelectMany(f => StaticField().Matches(f.Code).Select(m => $"{f}: {m.Value.Trim()}")).ShouldBeEmpty();

    private static IEnumerable<SourceFile> Code() =>
        Tree.Files("*.cs").Where(f => !f.Path.StartsWith("tests/", StringComparison.Ordinal));

    private static IEnumerable<SourceFile> TextFiles() =>
        Tree.Files().Where(f => Path.GetExtension(f.Path) is ".cs" or ".csproj" or ".props" or ".targets" or ".json" or ".md" or ".yml" or ".yaml" or ".js" or ".mjs" or ".html" or ".css" or ".sql" or ".sln" or "");

    [GeneratedRegex(@"^\s*#\s*(if|elif)\b", RegexOptions.Multiline)]
    private static partial Regex Directive();

    [GeneratedRegex(@"\bNotImplementedException\b")]
    private static partial Regex LeftOpen();

    [GeneratedRegex(@"//.*\b(TO" + @"DO|FIX" + @"ME|HA" + @"CK)\b")]
    private static partial Regex LeftOpenComment();

    [GeneratedRegex("(Helper|Helpers|Manager|Utils|Utility)$")]
    private static partial Regex Vague();

    [GeneratedRegex(@"\bThread\.Sleep\(|\bTask\.Delay\(\s*\d")]
    private static partial Regex Sleep();

    [GeneratedRegex("(?<![\\w.])/(work|ro" + "ot)/|/home/[a-z]")]
    private static partial Regex MachinePath();

    [GeneratedRegex(@"^\s*(?:(?:private|internal|public|protected)\s+)+static\s+(?!readonly|partial|async|extern|event|unsafe|implicit|explicit|class|record|delegate|abstract|virtual)[^()={};]+?\s\w+\s*(?:=(?!>)[^;]*)?;", RegexOptions.Multiline)]
    private static partial Regex StaticField();

    [GeneratedRegex("<PackageReference[^>]*\\sVersion=")]
    private static partial Regex PinnedVersion();
}
