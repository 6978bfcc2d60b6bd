"""What any panel does at the counter: papers handed in, notices and refusals written, papers issued."""
