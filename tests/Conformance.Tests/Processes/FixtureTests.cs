namespace Lab.Conformance.Tests.Processes;

/// <summary>The AppHost in tests/Conformance.Fixture was written for Aspire; Data/expected-manifest.json is what Aspire writes for it.</summary>
public sealed class FixtureTests : IDisposable
{
    private static readonly AppHostProgram Fixture = new("tests/Conformance.Fixture/AppHost");

    private readonly string _folder = Directory.CreateTempSubdirectory("conformance-").FullName;
    private readonly string _manifest = Path.Combine(AppHostProgram.Root, "tests/Conformance.Fixture", $"{Guid.NewGuid():N}.json");

    private string Home => Path.Combine(_folder, "home");

    public void Dispose()
    {
        File.Delete(_manifest);
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData("--publisher", "manifest")]
    [InlineData("--operation", "publish", "--publisher", "manifest")]
    public async Task The_manifest_is_byte_for_byte_what_Aspire_writes(params string[] arguments)
    {
        var result = await Fixture.RunAsync(Home, [.. arguments, "--output-path", _manifest]);

        result.ExitCode.ShouldBe(0, result.StandardError);
        var expected = await File.ReadAllBytesAsync(Path.Combine(AppContext.BaseDirectory, "Data", "expected-manifest.json"), TestContext.Current.CancellationToken);
        var actual = await File.ReadAllBytesAsync(_manifest, TestContext.Current.CancellationToken);
        System.Text.Encoding.UTF8.GetString(actual).ShouldBe(System.Text.Encoding.UTF8.GetString(expected));
        actual.ShouldBe(expected);
    }

    [Fact]
    public async Task A_folder_gets_a_manifest_of_the_usual_name_and_publishing_leaves_no_state()
    {
        var result = await Fixture.RunAsync(Home, "--publisher", "manifest", "--output-path", Path.Combine(_folder, "new"));

        result.ExitCode.ShouldBe(0, result.StandardError);
        File.Exists(Path.Combine(_folder, "new", "aspire-manifest.json")).ShouldBeTrue();
        Directory.Exists(Home).ShouldBeFalse();
    }

    [Fact]
    public async Task A_missing_output_path_is_said_in_a_line()
    {
        var result = await Fixture.RunAsync(Home, "--publisher", "manifest");

        result.ExitCode.ShouldNotBe(0);
        result.StandardError.Trim().ShouldBe("The manifest was not written: The '--output-path [path]' option was not specified even though '--publisher manifest' argument was used.");
    }

    [Fact]
    public async Task An_output_path_that_cannot_be_written_is_said_in_a_line()
    {
        var file = Path.Combine(_folder, "file");
        await File.WriteAllTextAsync(file, "", TestContext.Current.CancellationToken);

        var result = await Fixture.RunAsync(Home, "--publisher", "manifest", "--output-path", Path.Combine(file, "manifest.json"));

        result.ExitCode.ShouldNotBe(0);
        result.StandardError.Trim().ShouldStartWith("The manifest was not written: ");
        result.StandardError.Trim().ShouldContain(file);
        result.StandardError.Trim().ShouldNotContain('\n');
    }

    [Theory]
    [InlineData("--publisher", "docker", "The publisher 'docker' is not known. The valid publisher is 'manifest'.")]
    [InlineData("--operation", "deploy", "The operation 'deploy' is not known. Valid operations are 'publish' or 'run'.")]
    public async Task An_unknown_value_names_what_is_allowed_in_a_line(string option, string value, string message)
    {
        var result = await Fixture.RunAsync(Home, option, value);

        result.ExitCode.ShouldBe(2);
        result.StandardError.Trim().ShouldBe(message);
    }
}
