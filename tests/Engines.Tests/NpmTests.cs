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
    public void The_package_for_this_machine_is_required_so_that_npm_fails_without_it()
    {
        File.WriteAllText(home["bin/package.json"], """{"dependencies":{"a":"1"},"optionalDependencies":{"linux":"2","mac":"3"}}""");
        File.WriteAllText(
            home["bin/package-lock.json"],
            """{"packages":{"":{"optionalDependencies":{"linux":"2","mac":"3"}},"node_modules/linux":{"optional":true},"node_modules/mac":{"optional":true}}}""");
        var packages = new NpmPackageSet("x", "X", home["bin"], "linux", 1, 1);
        packages.HasPlatform.ShouldBeTrue();

        RequiredPlatform.Copy(packages, home.Path);

        File.ReadAllText(home["package.json"]).ShouldBe("""{"dependencies":{"a":"1","linux":"2"},"optionalDependencies":{"mac":"3"}}""");
        File.ReadAllText(home["package-lock.json"]).ShouldBe(
            """{"packages":{"":{"optionalDependencies":{"mac":"3"},"dependencies":{"linux":"2"}},"node_modules/linux":{},"node_modules/mac":{"optional":true}}}""");
    }

    [Theory]
    [InlineData("npm error code ENOSPC\nnpm error no space left on device")]
    [InlineData("npm http fetch GET 200 https://registry.example/a\nnpm warn tar TAR_ENTRY_ERROR ENOSPC: no space left on device, write")]
    public void A_full_disk_is_said(string errors) => Explain(errors).ShouldContain("the disk is full");

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
