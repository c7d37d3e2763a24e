using Lab.Engines.Npm;
using Lab.Engines.Processes;
using Lab.Engines.Testing;

namespace Lab.Engines.Tests;

public sealed class NpmTests : IDisposable
{
    private readonly EngineHome home = new();

    public NpmTests() => Directory.CreateDirectory(home["bin"]);

    public void Dispose() => home.Dispose();

    [Fact]
    public void Being_offline_is_said_with_the_remedy()
    {
        var error = Explain("npm error code ENOTFOUND\nnpm error network request to https://registry.example/x failed\nnpm error A complete log of this run can be found in: /x");

        error.ShouldContain("registry cannot be reached: connect this machine for the first start");
        error.ShouldNotContain("\n");
        error.ShouldNotContain("complete log");
    }

    [Fact]
    public void An_optional_package_that_npm_could_not_fetch_is_a_failed_download() =>
        Explain("npm http fetch GET 200 https://registry.example/a 10ms\nnpm http fetch GET https://registry.example/b attempt 1 failed with ECONNREFUSED")
            .ShouldEndWith("npm said: npm http fetch GET https://registry.example/b attempt 1 failed with ECONNREFUSED");

    [Fact]
    public void A_full_disk_is_said() => Explain("npm error code ENOSPC\nnpm error no space left on device").ShouldContain("the disk is full");

    [Fact]
    public void Anything_else_is_repeated_in_one_line() =>
        Explain("npm error code EINTEGRITY\nnpm error sha512-x integrity checksum failed").ShouldContain("exit code 1 and said: code EINTEGRITY; sha512-x integrity checksum failed");

    [Fact]
    public void An_installation_is_whole_when_each_file_has_its_size_and_content()
    {
        var file = home["bin/program"];
        InstallManifest.Holds(home.Path).ShouldBeFalse();
        File.WriteAllText(file, "content");
        InstallManifest.Write(home.Path);
        InstallManifest.Holds(home.Path).ShouldBeTrue();

        File.WriteAllText(file, "c0ntent");
        File.SetLastWriteTimeUtc(file, DateTime.UnixEpoch);
        InstallManifest.Holds(home.Path).ShouldBeFalse();
        File.WriteAllText(file, "content");
        InstallManifest.Holds(home.Path).ShouldBeTrue();
        File.WriteAllText(file, "");
        InstallManifest.Holds(home.Path).ShouldBeFalse();
        File.Delete(file);
        InstallManifest.Holds(home.Path).ShouldBeFalse();
    }

    private static string Explain(string errors) => NpmClient.Explain("PostgreSQL", new ToolResult(1, "", errors)).Message;
}
