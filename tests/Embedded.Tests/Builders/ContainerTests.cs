using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Lab.Embedded.Tests.Builders;

public sealed class ContainerTests : IDisposable
{
    private readonly DeclaredApplication run = DeclaredApplication.ToRun();
    private readonly DeclaredApplication publish = DeclaredApplication.ToPublish();

    public void Dispose()
    {
        run.Dispose();
        publish.Dispose();
    }

    [Theory]
    [InlineData("nginx", "nginx:latest")]
    [InlineData("nginx:1.27", "nginx:1.27")]
    [InlineData("library/nginx:1.27", "library/nginx:1.27")]
    [InlineData("docker.io/library/nginx", "docker.io/library/nginx:latest")]
    [InlineData("localhost:5000/nginx:1.27", "localhost:5000/nginx:1.27")]
    [InlineData("registry:5000/nginx", "registry:5000/nginx:latest")]
    [InlineData("ghcr.io/a/b/c@sha256:abc", "ghcr.io/a/b/c@sha256:abc")]
    public void An_images_name_is_read_as_people_write_it(string image, string expected) =>
        ImageOf(run.Builder.AddContainer("c", image)).ShouldBe(expected);

    [Fact]
    public void The_parts_of_an_image_can_be_set_one_by_one()
    {
        var container = run.Builder.AddContainer("c", "nginx", "1.27").WithImageRegistry("docker.io").WithImage("library/nginx");

        ImageOf(container).ShouldBe("docker.io/library/nginx:latest");
        ImageOf(container.WithImageTag("2")).ShouldBe("docker.io/library/nginx:2");
        ImageOf(container.WithImageSHA256("abc")).ShouldBe("docker.io/library/nginx@sha256:abc");
        ImageOf(container.WithImageTag("3")).ShouldBe("docker.io/library/nginx:3");
    }

    [Theory]
    [InlineData("", null, typeof(ArgumentOutOfRangeException))]
    [InlineData("not an image", null, typeof(ArgumentOutOfRangeException))]
    [InlineData("nginx:1", "2", typeof(InvalidOperationException))]
    [InlineData("nginx@sha256:abc", "2", typeof(ArgumentOutOfRangeException))]
    [InlineData("nginx@md5:abc", null, typeof(ArgumentOutOfRangeException))]
    public void What_is_not_an_image_is_refused(string image, string? tag, Type error) =>
        Should.Throw(() => run.Builder.AddContainer("c", "nginx").WithImage(image, tag), error);

    [Fact]
    public void A_container_without_an_image_says_what_to_do()
    {
        var bare = run.Builder.AddResource(new ContainerResource("bare"));

        Should.Throw<InvalidOperationException>(() => bare.WithImageTag("1")).Message.ShouldBe(
            "The resource 'bare' does not have a container image specified. Use WithImage to specify the container image and tag.");
    }

    [Fact]
    public void Volumes_and_bind_mounts_are_noted()
    {
        var mounts = run.Builder.AddContainer("c", "nginx")
            .WithVolume("data", "/data")
            .WithVolume("/scratch")
            .WithBindMount("conf", "/conf", isReadOnly: true)
            .WithBindMount("/etc/hosts", "/hosts")
            .Resource.Annotations.OfType<ContainerMountAnnotation>();

        mounts.Select(mount => (mount.Type, mount.Source, mount.Target, mount.IsReadOnly)).ShouldBe(
        [
            (ContainerMountType.Volume, "data", "/data", false),
            (ContainerMountType.Volume, null, "/scratch", false),
            (ContainerMountType.BindMount, Path.Combine(run.Folder, "conf"), "/conf", true),
            (ContainerMountType.BindMount, "/etc/hosts", "/hosts", false),
        ]);
    }

    [Fact]
    public void Lifetime_name_entry_point_and_pull_policy_are_noted_the_last_word_counts()
    {
        var container = run.Builder.AddContainer("c", "nginx")
            .WithLifetime(ContainerLifetime.Session).WithLifetime(ContainerLifetime.Persistent)
            .WithContainerName("first").WithContainerName("second")
            .WithImagePullPolicy(ImagePullPolicy.Always)
            .WithEntrypoint("/bin/sh").Resource;

        container.Annotations.OfType<ContainerLifetimeAnnotation>().ShouldHaveSingleItem().Lifetime.ShouldBe(ContainerLifetime.Persistent);
        container.Annotations.OfType<ContainerNameAnnotation>().ShouldHaveSingleItem().Name.ShouldBe("second");
        container.Annotations.OfType<ContainerImagePullPolicyAnnotation>().ShouldHaveSingleItem().ImagePullPolicy.ShouldBe(ImagePullPolicy.Always);
        container.Entrypoint.ShouldBe("/bin/sh");
    }

    [Fact]
    public async Task Arguments_of_the_runtime_are_gathered()
    {
        var container = run.Builder.AddContainer("c", "nginx").WithContainerRuntimeArgs("--init").WithContainerRuntimeArgs(context => context.Args.Add("--tty")).Resource;
        var args = new List<object>();
        foreach (var callback in container.Annotations.OfType<ContainerRuntimeArgsCallbackAnnotation>())
        {
            await callback.Callback(new ContainerRuntimeArgsCallbackContext(args, TestContext.Current.CancellationToken));
        }

        args.ShouldBe(["--init", "--tty"]);
    }

    [Fact]
    public void A_dockerfile_is_found_from_its_context()
    {
        var container = run.Builder.AddDockerfile("C", "src/", "docker/Dockerfile.web", "final").WithBuildArg("VERSION", 3);
        var build = container.Resource.Annotations.OfType<DockerfileBuildAnnotation>().ShouldHaveSingleItem();

        build.ContextPath.ShouldBe(Path.Combine(run.Folder, "src"));
        build.DockerfilePath.ShouldBe(Path.Combine(run.Folder, "src", "docker", "Dockerfile.web"));
        build.Stage.ShouldBe("final");
        build.BuildArguments.ShouldContainKeyAndValue("VERSION", 3);
        ImageOf(container).ShouldMatch("^c:[0-9a-f]{40}$");
    }

    [Fact]
    public void A_secret_is_no_build_argument()
    {
        var secret = run.Builder.AddParameter("key", "k", secret: true);
        var container = run.Builder.AddDockerfile("c", ".").WithBuildSecret("KEY", secret);

        container.Resource.Annotations.OfType<DockerfileBuildAnnotation>().Single().BuildSecrets["KEY"].ShouldBe(secret.Resource);
        Should.Throw<InvalidOperationException>(() => container.WithBuildArg("KEY", secret)).Message.ShouldBe(
            "Cannot add secret parameter as a build argument. Use WithBuildSecret instead.");
        Should.Throw<InvalidOperationException>(() => run.Builder.AddContainer("d", "nginx").WithBuildArg("A", "b")).Message.ShouldContain("Call WithDockerfile before");
    }

    [Fact]
    public async Task Files_are_copied_in_a_run_and_mounted_when_published()
    {
        foreach (var application in new[] { run, publish })
        {
            Directory.CreateDirectory(Path.Combine(application.Folder, "init"));
            await File.WriteAllTextAsync(Path.Combine(application.Folder, "init", "a.sql"), "SELECT 1", TestContext.Current.CancellationToken);
        }

        var copied = run.Builder.AddContainer("c", "nginx").WithContainerFiles("/init", "init").Resource;
        var mounted = publish.Builder.AddContainer("c", "nginx").WithContainerFiles("/init", "init").Resource;

        var files = copied.Annotations.OfType<ContainerFileSystemCallbackAnnotation>().ShouldHaveSingleItem();
        files.DestinationPath.ShouldBe("/init");
        (await files.Callback(new ContainerFileSystemCallbackContext { Model = copied }, TestContext.Current.CancellationToken))
            .ShouldHaveSingleItem().Name.ShouldBe("a.sql");
        var mount = mounted.Annotations.OfType<ContainerMountAnnotation>().ShouldHaveSingleItem();
        (mount.Source, mount.Target, mount.IsReadOnly).ShouldBe((Path.Combine(publish.Folder, "init"), "/init", true));
    }

    [Fact]
    public void Files_that_do_not_exist_are_named() =>
        Should.Throw<InvalidOperationException>(() => run.Builder.AddContainer("c", "nginx").WithContainerFiles("/init", "nothing")).Message.ShouldBe(
            $"The source path '{Path.Combine(run.Folder, "nothing")}' does not exist. Ensure the path is correct and accessible.");

    [Fact]
    public void A_program_is_published_as_a_container_and_runs_as_a_program()
    {
        run.Builder.AddExecutable("e", "program", ".").PublishAsDockerFile();
        publish.Builder.AddExecutable("e", "program", ".").PublishAsDockerFile(container => container.WithBuildArg("A", "b"));

        run.Builder.Resources.ShouldHaveSingleItem().ShouldBeOfType<ExecutableResource>();
        publish.Builder.Resources.ShouldHaveSingleItem().ShouldBeAssignableTo<ContainerResource>()!
            .Annotations.OfType<DockerfileBuildAnnotation>().ShouldHaveSingleItem().BuildArguments.Keys.ShouldBe(["A"]);
    }

    [Fact]
    public void Files_of_another_image_are_taken_in_only_when_published()
    {
        foreach (var (application, taken) in new[] { (run, 0), (publish, 1) })
        {
            var source = application.Builder.AddResource(new FilesResource("frontend")).WithContainerFilesSource("/old").ClearContainerFilesSources().WithContainerFilesSource("/dist");
            var project = application.Builder.AddResource(new ProjectResource("api")).PublishWithContainerFiles(source, "./wwwroot").Resource;

            source.Resource.Annotations.OfType<ContainerFilesSourceAnnotation>().ShouldHaveSingleItem().SourcePath.ShouldBe("/dist");
            project.Annotations.OfType<ContainerFilesDestinationAnnotation>().Count().ShouldBe(taken);
        }
    }

    private static string ImageOf(IResourceBuilder<ContainerResource> container) =>
        container.Resource.TryGetContainerImageName(out var name) ? name : "none";

    private sealed class FilesResource(string name) : ContainerResource(name), IResourceWithContainerFiles;
}
