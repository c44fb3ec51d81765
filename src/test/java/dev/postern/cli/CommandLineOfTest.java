package dev.postern.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.EOFException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What a command that fails prints and exits with. */
class CommandLineOfTest {

    @Command(name = "failing")
    record Failing(Exception how) implements Callable<Integer> {

        @Override
        public Integer call() throws Exception {
            throw how;
        }
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                arguments(new NoSuchFileException("a"), 3, "no such file: a"),
                arguments(new AccessDeniedException("a"), 3, "not permitted: a"),
                arguments(new FileAlreadyExistsException("a"), 3, "it is there already: a"),
                arguments(new NotDirectoryException("a"), 3, "it is no directory: a"),
                arguments(new DirectoryNotEmptyException("a"), 3, "the directory is not empty: a"),
                arguments(new FileSystemException("a"), 3, "it cannot be used: a"),
                arguments(new FileSystemException("a", null, "No space left on device"), 3, "a: No space left on device"),
                arguments(new MalformedInputException(1), 3, "a file that was to hold text is not in UTF-8"),
                arguments(new EOFException(), 3, "something could not be read or written (EOFException)"),
                arguments(new IOException("the reason"), 3, "the reason"),
                arguments(new UncheckedIOException(new AccessDeniedException("a")), 3, "not permitted: a"),
                arguments(new UncheckedIOException("cannot write b", new AccessDeniedException("a")), 3, "cannot write b: not permitted: a"),
                arguments(new AdminClient.WrongException("the gateway answers 400"), 1, "the gateway answers 400"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aFailureOfTheSurroundingsIsALine(Exception failure, int exit, String said) {
        StringWriter err = new StringWriter();
        CommandLine postern = CommandLineOf.postern().addSubcommand(new Failing(failure)).setErr(new PrintWriter(err));
        assertEquals(exit, postern.execute("failing"));
        assertEquals("postern: " + said, err.toString().strip());
    }
}
