using Lab.Deploy.Manifest;

namespace Lab.Manifest.Tests;

public sealed class AspirateFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("manifest-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_good_manifest_is_written()
    {
        var (code, messages, written) = Convert("""{ "resources": { "box": { "type": "container.v0", "image": "i" } } }""");

        code.ShouldBe(0);
        messages.ShouldBe("");
        written.ShouldNotBeNull().ShouldContain("container.v0");
    }

    [Fact]
    public void An_error_names_the_file_and_nothing_is_written()
    {
        var (code, messages, written) = Convert("""{ "resources": { "box": { "type": "odd.v0" } } }""");

        code.ShouldBe(1);
        messages.ShouldStartWith("in.json: error: resources.box.type: 'odd.v0' is not known to aspirate; allowed: project.v0");
        written.ShouldBeNull();
    }

    [Theory]
    [InlineData("{", "in.json: error: ")]
    [InlineData("[]", "in.json: error: This is no manifest")]
    [InlineData("{}", "in.json: error: This is no manifest")]
    public void What_is_no_manifest_is_said_in_a_line(string text, string message)
    {
        var (code, messages, written) = Convert(text);

        code.ShouldBe(1);
        messages.ShouldStartWith(message);
        messages.TrimEnd().ShouldNotContain('\n');
        written.ShouldBeNull();
    }

    [Theory]
    [InlineData(false, 0, "warning")]
    [InlineData(true, 1, "error")]
    public void A_warning_stands_in_the_way_only_when_asked_to(bool strict, int expected, string kind)
    {
        var (code, messages, written) = Convert(
            """{ "resources": { "key": { "type": "parameter.v0", "inputs": { "value": { "secret": true } } }, "box": { "type": "container.v0", "image": "i", "env": { "A": "{key.value}" } } } }""",
            strict);

        code.ShouldBe(expected);
        messages.ShouldStartWith($"in.json: {kind}: resources.box.env.A: holds key");
        (written is null).ShouldBe(strict);
    }

    [Fact]
    public void A_file_that_is_missing_is_said_in_a_line()
    {
        using var messages = new StringWriter();

        AspirateFile.Write(new FileInfo(Path.Combine(_folder.FullName, "none.json")), new FileInfo(Path.Combine(_folder.FullName, "out.json")), strict: false, messages).ShouldBe(1);

        messages.ToString().ShouldStartWith("none.json: error: ");
    }

    private (int Code, string Messages, string? Written) Convert(string text, bool strict = false)
    {
        var source = new FileInfo(Path.Combine(_folder.FullName, "in.json"));
        var target = new FileInfo(Path.Combine(_folder.FullName, "out.json"));
        File.WriteAllText(source.FullName, text);
        using var messages = new StringWriter();
        var code = AspirateFile.Write(source, target, strict, messages);
        return (code, messages.ToString(), target.Exists ? File.ReadAllText(target.FullName) : null);
    }
}
